package org.workflowengine.benchmark.decision;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.ReviewFacts;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.internal.engine.AuditEntries;
import org.workflowengine.runtime.internal.engine.Guards;
import org.workflowengine.runtime.internal.engine.InputChecks;

/**
 * Deciding about APPROVE, which demands two facts, of a case under review: allowed, and refused because one of them is false. Every
 * field is one that the compiler cannot take for a constant.
 */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {
    private static final Installation INSTALLATION = new Installation("00".repeat(16));

    private Definition definition = CaseReview.DEFINITION;
    private State state = State.UNDER_REVIEW;
    private String transition = "APPROVE";
    private ReviewFacts enough = facts("true");
    private ReviewFacts notEnough = facts("false");
    private Set<String> trueFacts = Set.of("RISK_RULES_PASSED", "AMOUNT_WITHIN_THRESHOLD");
    private Set<String> oneFact = Set.of("RISK_RULES_PASSED");

    private Decider plainSwitch = new PlainSwitch();
    private Decider stateless4j = new Stateless4j();
    private Decider squirrel = new Squirrel();
    private Decider spring = new SpringMachine();

    private Request request =
            Request.move("C-1042", "APPROVE", enough, Decision.by("alice").because("all documents in"));
    private WorkflowTransition row =
            definition.transition("UNDER_REVIEW", "APPROVE").orElseThrow();
    private CaseHead head = new CaseHead(
            "C-1042", definition.workflow(), 1, "UNDER_REVIEW", 4, definition.fingerprint(), Instant.EPOCH);
    private AuditEntries entries =
            new AuditEntries("node-1", InstantSource.system(), new SecureRandom(), INSTALLATION, null);
    private AuditEntries sealed = new AuditEntries(
            "node-1",
            InstantSource.system(),
            new SecureRandom(),
            INSTALLATION,
            Sealer.hmacSha256("key-1", new byte[32]));
    private Digest digest = definition.fingerprint();
    private byte[] bytes = digest.bytes();

    private static ReviewFacts facts(String withinThreshold) {
        return ReviewFacts.of(
                new FactValue(CaseReview.RISK_RULES_PASSED, "true"),
                new FactValue(CaseReview.AMOUNT_WITHIN_THRESHOLD, withinThreshold));
    }

    @Benchmark
    public Optional<Refusal> engineAllowed() {
        return Guards.refusal(definition, state.id(), transition, enough);
    }

    @Benchmark
    public Optional<Refusal> engineRefused() {
        return Guards.refusal(definition, state.id(), transition, notEnough);
    }

    /** As a move of a handle decides: the transition is at hand, and only has to be one of the definition's own. */
    @Benchmark
    public Optional<Refusal> engineWithHandleAllowed() {
        return definition.isOwn(row, state.id()) ? Guards.refusal(row, enough) : Optional.empty();
    }

    @Benchmark
    public Optional<Refusal> engineWithHandleRefused() {
        return definition.isOwn(row, state.id()) ? Guards.refusal(row, notEnough) : Optional.empty();
    }

    @Benchmark
    public Optional<State> switchAllowed() {
        return plainSwitch.next(state, transition, trueFacts);
    }

    @Benchmark
    public Optional<State> switchRefused() {
        return plainSwitch.next(state, transition, oneFact);
    }

    @Benchmark
    public Optional<State> stateless4jAllowed() {
        return stateless4j.next(state, transition, trueFacts);
    }

    @Benchmark
    public Optional<State> stateless4jRefused() {
        return stateless4j.next(state, transition, oneFact);
    }

    @Benchmark
    public Optional<State> squirrelAllowed() {
        return squirrel.next(state, transition, trueFacts);
    }

    @Benchmark
    public Optional<State> squirrelRefused() {
        return squirrel.next(state, transition, oneFact);
    }

    @Benchmark
    public Optional<State> springStateMachineAllowed() {
        return spring.next(state, transition, trueFacts);
    }

    @Benchmark
    public Optional<State> springStateMachineRefused() {
        return spring.next(state, transition, oneFact);
    }

    /** The texts are checked at the door. */
    @Benchmark
    public Optional<Refusal> engineDoor() {
        return InputChecks.check(definition, request);
    }

    /** The whole entry: time, salt, canonical form, both digests. */
    @Benchmark
    public AuditEntry engineAuditEntry() {
        return entries.step(definition, head, row, request);
    }

    /** The same with a seal. */
    @Benchmark
    public AuditEntry engineSealedEntry() {
        return sealed.step(definition, head, row, request);
    }

    /** For scale: SHA-256 of 32 bytes, of which an entry needs two of some hundred. */
    @Benchmark
    public byte[] sha256() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
