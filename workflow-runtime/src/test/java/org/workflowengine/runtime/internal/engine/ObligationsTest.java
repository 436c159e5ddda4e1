package org.workflowengine.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted.Cause;
import org.workflowengine.runtime.core.Salt;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** Four eyes in a third version: on the last step into the state, under whichever name and in whichever version it was made. */
class ObligationsTest {
    private record Node(String id, boolean isInitial, boolean isTerminal) implements WorkflowState {}

    private record Edge(String id, WorkflowState from, WorkflowState to, List<Condition> guard)
            implements WorkflowTransition {}

    private static final Digest ANY = Digest.of(new byte[Digest.BYTES]);
    private static final Node REVIEW = new Node("REVIEW", true, false);
    private static final Node DONE = new Node("DONE", false, true);
    private static final Edge APPROVE = new Edge("APPROVE", REVIEW, DONE, List.of());
    private static final Definition THIRD = Definition.of(
            "loan",
            3,
            List.of(REVIEW, DONE),
            List.of(APPROVE),
            List.of(),
            Traits.NONE.obligation(
                    APPROVE,
                    Obligation.fourEyes(REVIEW)
                            .older(1, "CHECKED")
                            .older(1, "SUBMITTED")
                            .older(2, "IN_REVIEW")));

    private final Map<String, AuditEntry> brought = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    @Test
    void aStepOfThisVersionIsLaterThanAllBefore() {
        brought(3, "REVIEW", 9, "carol");
        brought(2, "IN_REVIEW", 6, "bob");
        brought(1, "SUBMITTED", 3, "alice");
        refused("carol", 9);
        permitted("bob");
        assertThat(asked).containsExactly("3 REVIEW", "3 REVIEW");
    }

    @Test
    void ofSeveralOlderStepsTheLatestCounts() {
        brought(2, "IN_REVIEW", 6, "bob");
        brought(1, "SUBMITTED", 3, "alice");
        refused("bob", 6);
        permitted("alice");
        brought.clear();
        brought(1, "SUBMITTED", 3, "alice");
        refused("alice", 3);
        brought(1, "CHECKED", 2, "bob");
        refused("alice", 3);
        permitted("bob");
        brought(1, "CHECKED", 5, "bob");
        refused("bob", 5);
        permitted("alice");
    }

    @Test
    void nobodyHasBroughtIt() {
        assertThat(refusal("alice"))
                .contains(new ActorNotPermitted("REVIEW", "APPROVE", "REVIEW", 0, "", Cause.NO_STEP));
        assertThat(asked).containsExactly("3 REVIEW", "1 CHECKED", "1 SUBMITTED", "2 IN_REVIEW");
    }

    @Test
    void anErasedNameProvesNothing() {
        brought(3, "REVIEW", 9, "carol");
        AuditEntry erased = brought.get("3 REVIEW").toBuilder()
                .salt(null)
                .actor(null)
                .reason(null)
                .facts(null)
                .build();
        brought.put("3 REVIEW", erased);
        assertThat(refusal("alice"))
                .contains(new ActorNotPermitted("REVIEW", "APPROVE", "REVIEW", 9, "", Cause.ERASED));
    }

    @Test
    void thePrincipalCountsToo() {
        brought.put(
                "3 REVIEW",
                entry(9, "OPENED", "REVIEW")
                        .version(3)
                        .actor("carol")
                        .onBehalfOf("dora")
                        .build());
        refused("dora", 9);
        refused("carol", 9);
        permitted("alice");
        assertThat(refusal("alice", "dora"))
                .contains(new ActorNotPermitted("REVIEW", "APPROVE", "REVIEW", 9, "dora", Cause.SAME_NAME));
    }

    @Test
    void aRealStepEntersAState() {
        assertThat(Obligations.isReal(entry(2, "OPENED", "REVIEW").build())).isTrue();
        assertThat(Obligations.isReal(entry(2, "REVIEW", "REVIEW").build())).isFalse();
        assertThat(Obligations.isReal(entry(2, "OPENED", "REVIEW")
                        .transition("(migrate:1)")
                        .version(2)
                        .build()))
                .isFalse();
        assertThat(Obligations.isReal(
                        entry(1, "(new)", "REVIEW").transition("(import)").build()))
                .isFalse();
        assertThat(Obligations.isReal(
                        entry(1, "(new)", "REVIEW").transition("(open)").build()))
                .isTrue();
    }

    private void brought(int version, String state, long seq, String actor) {
        brought.put(
                version + " " + state,
                entry(seq, "OPENED", state).version(version).actor(actor).build());
    }

    private void permitted(String name) {
        assertThat(refusal(name)).isEmpty();
    }

    private void refused(String name, long seq) {
        assertThat(refusal(name))
                .contains(new ActorNotPermitted("REVIEW", "APPROVE", "REVIEW", seq, name, Cause.SAME_NAME));
    }

    private Optional<Refusal> refusal(String... names) {
        CaseHead head = new CaseHead("C-1", "loan", 3, "REVIEW", 9, ANY, Instant.EPOCH);
        return new Obligations(THIRD, view(), head).refusal(APPROVE, List.of(names));
    }

    private Store.View view() {
        return (Store.View) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Store.View.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("brought");
                    assertThat(arguments[0]).isEqualTo("C-1");
                    assertThat(arguments[1]).isEqualTo(9L);
                    String key = arguments[2] + " " + arguments[3];
                    asked.add(key);
                    return Optional.ofNullable(brought.get(key));
                });
    }

    /** A step of a person between two states of version 1. */
    static AuditEntryBuilder entry(long seq, String from, String to) {
        return AuditEntry.of("C-1", seq)
                .workflow("loan")
                .fromVersion(1)
                .version(1)
                .fingerprint(ANY)
                .transition("SUBMIT")
                .fromState(from)
                .toState(to)
                .actorKind(Actor.Kind.PERSON)
                .actor("alice")
                .reason("because")
                .facts("{}")
                .salt(Salt.of(new byte[Salt.BYTES]))
                .payloadDigest(ANY)
                .source("test")
                .recordedAt(Instant.EPOCH)
                .previousDigest(ANY)
                .format(1)
                .digest(ANY);
    }
}
