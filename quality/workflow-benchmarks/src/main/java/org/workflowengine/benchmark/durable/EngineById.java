package org.workflowengine.benchmark.durable;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import javax.sql.DataSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** This engine, given a case's id: it reads the head, decides, writes. */
public final class EngineById implements Contender {
    /** Who moves every case, and why. */
    public static final Decision DECISION = Decision.by(Step.ACTOR).because(Step.REASON);

    private final CaseReview.Engine engine;

    EngineById(DataSource dataSource) {
        this.engine = engine(dataSource);
    }

    EngineById(DataSource dataSource, Sealer sealer) {
        this.engine = engine(dataSource, options().sealer(sealer));
    }

    static Sealer hmac() {
        return Sealer.hmacSha256("2026-03", new byte[32]);
    }

    static Sealer ed25519() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return Sealer.ed25519("2026-03", pair.getPrivate(), pair.getPublic());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /**
     * An engine whose tables are all there, with every constraint and trigger.
     *
     * @param dataSource connections of the owner of the tables
     * @return the engine
     */
    public static CaseReview.Engine engine(DataSource dataSource) {
        return engine(dataSource, options());
    }

    private static RuntimeOptions options() {
        return RuntimeOptions.defaults().source(Step.SOURCE).schemaMode(SchemaMode.CREATE);
    }

    private static CaseReview.Engine engine(DataSource dataSource, RuntimeOptions options) {
        return CaseReview.Engine.on(WorkflowRuntime.on(dataSource, options));
    }

    @Override
    public void open(String caseId) {
        engine.open(caseId, DECISION).orThrow();
    }

    @Override
    public void move(String caseId, Step step) {
        engine.fire(caseId, step.row().id(), step.facts(), DECISION).orThrow();
    }

    @Override
    public State state(String caseId) {
        return engine.load(caseId).state();
    }
}
