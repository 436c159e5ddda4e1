package org.workflowengine.benchmark.durable;

import javax.sql.DataSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
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

    /**
     * An engine whose tables are all there, with every constraint and trigger.
     *
     * @param dataSource connections of the owner of the tables
     * @return the engine
     */
    public static CaseReview.Engine engine(DataSource dataSource) {
        return CaseReview.Engine.on(WorkflowRuntime.on(
                dataSource, RuntimeOptions.defaults().source(Step.SOURCE).schemaMode(SchemaMode.CREATE)));
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
