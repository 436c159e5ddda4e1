package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.Policy.facts;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Refusal.DefinitionMismatch;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.Refusal.NotMigratable;
import org.workflowengine.runtime.core.Refusal.NotMigratable.Cause;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Case;
import org.workflowengine.runtime.fixture.Policy.Engine;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.Policy.State;
import org.workflowengine.runtime.fixture.Policy.Transition;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A case comes from one version of its workflow to another by a step like any other: decided, recorded and refused as one. */
abstract class MigrationContract extends VersionsBench {
    MigrationContract(Supplier<TestDatabase> databases) {
        super(databases);
    }

    @Test
    void aCaseFollowsTheNewVersionFromThenOn() throws Exception {
        inReview("C-1");
        Case migrated = second.migrate("C-1", NOTHING, BY_OPS.requestId("M-1")).orThrow();
        assertThat(migrated.state()).isEqualTo(State.UNDER_REVIEW);
        assertThat(migrated.seq()).isEqualTo(3);
        AuditEntry entry = newest("C-1");
        assertThat(entry.transition()).isEqualTo("(migrate:1)");
        assertThat(entry.isMigration()).isTrue();
        assertThat(List.of(entry.fromVersion(), entry.version())).containsExactly(1, 2);
        assertThat(List.of(entry.fromState(), entry.toState())).containsExactly("IN_REVIEW", "UNDER_REVIEW");
        assertThat(entry.fingerprint()).isEqualTo(Policy.SECOND.fingerprint());
        assertThat(entry.actor()).isEqualTo("release");
        assertThat(entry.reason()).isEqualTo("the terms of 2026");
        assertThat(entry.requestId()).isEqualTo("M-1");
        assertThat(entry.facts()).isEqualTo("{}");
        assertThat(entry.digest()).isEqualTo(migrated.digest());
        assertThat(database.rows("SELECT version, state, seq FROM workflow_case"))
                .containsExactly("[2, UNDER_REVIEW, 3]");

        // Nodes of the old version say which version the case follows.
        assertThat(refusal(first.fire("C-1", "PAY", facts(PolicyFacts.COVERED), BY_ALICE)))
                .isEqualTo(new DefinitionMismatch(head("C-1"), "policy", 1));
        assertThat(first.cases().countByState()).isEmpty();
        assertThat(second.cases().countByState()).containsExactly(Map.entry("UNDER_REVIEW", 1L));
        assertThat(migrated.make(Transition.PAY, BY_ALICE, PolicyFacts.COVERED)
                        .orThrow()
                        .state())
                .isEqualTo(State.PAID);
        isIntact("C-1");
    }

    @Test
    void theGuardOfAMappingIsAGuard() throws Exception {
        moved("C-1", Transition.ESCALATE);
        for (PolicyFacts lacking : List.of(NOTHING, COMPLETE)) {
            changesNothing(() -> assertThat(refusal(second.migrate("C-1", lacking, BY_OPS)))
                    .isInstanceOfSatisfying(GuardNotSatisfied.class, refused -> {
                        assertThat(refused.transition()).isEqualTo("(migrate:1)");
                        assertThat(refused.unmet()).singleElement().satisfies(unmet -> {
                            assertThat(unmet.fact()).isEqualTo(PolicyFacts.CONSENT);
                            assertThat(unmet.required()).containsExactly("true");
                            assertThat(unmet.actual()).isEmpty();
                        });
                    }));
        }
        assertThat(second.migrate("C-1", facts(PolicyFacts.CONSENT), BY_OPS)
                        .orThrow()
                        .state())
                .isEqualTo(State.SECOND_LOOK);
        assertThat(newest("C-1").facts()).isEqualTo("{\"CONSENT\":true}");
        isIntact("C-1");
    }

    @Test
    void whereNoMappingLeads() throws Exception {
        moved("frozen", Transition.FREEZE);
        moved("paid", Transition.PAY_1);
        inReview("old");
        second.open("new", BY_ALICE).orThrow();
        changesNothing(() -> {
            notMigratable(second, "frozen", Cause.STATE_STAYS);
            notMigratable(second, "paid", Cause.STATE_STAYS);
            notMigratable(second, "new", Cause.FOLLOWS_THIS_VERSION);
            notMigratable(first, "old", Cause.FOLLOWS_THIS_VERSION);
            notMigratable(first, "new", Cause.FOLLOWS_A_LATER_VERSION);
            notMigratable(third, "old", Cause.NO_MIGRATION);
        });
        // They go on under their own version.
        assertThat(first.load("frozen").make(Transition.DENY_FROZEN, BY_ALICE).isApplied())
                .isTrue();
        isIntact("frozen", "paid", "old", "new");
    }

    private void notMigratable(Engine engine, String caseId, Cause cause) {
        assertThat(refusal(engine.migrate(caseId, facts(PolicyFacts.COMPLETE), BY_OPS)))
                .isEqualTo(new NotMigratable(head(caseId), engine.definition().version(), cause));
    }

    /** A state in which cases end is left only where that was declared. */
    @Test
    void aTerminalStateThatIsMapped() throws Exception {
        second.open("C-1", BY_ALICE).orThrow();
        second.fire("C-1", "REVIEW", facts(PolicyFacts.COMPLETE, PolicyFacts.CONSENT), BY_ALICE)
                .orThrow();
        second.fire("C-1", "DENY", NOTHING, BY_ALICE).orThrow();
        assertThat(third.migrate("C-1", COMPLETE, BY_OPS).orThrow().state()).isEqualTo(State.RECEIVED);
        isIntact("C-1");
    }

    @Test
    void theSameRequestIsAppliedOnce() throws Exception {
        inReview("C-1");
        Applied<Case> answer = applied(second.migrate("C-1", NOTHING, BY_OPS.requestId("M-1")));
        assertThat(answer.replayed()).isFalse();
        changesNothing(() -> {
            Applied<Case> again = applied(second.migrate("C-1", NOTHING, BY_OPS.requestId("M-1")));
            assertThat(again.replayed()).isTrue();
            assertThat(again.digest()).isEqualTo(answer.digest());
            assertThat(again.handle()).isEqualTo(answer.handle());
            for (Decision other : List.of(
                    Decision.bySystem("release").because("another reason"),
                    by("release").because("the terms of 2026"),
                    Decision.bySystem("other").because("the terms of 2026"))) {
                assertThat(refusal(second.migrate("C-1", NOTHING, other.requestId("M-1"))))
                        .isEqualTo(new RequestIdReused("C-1", "M-1", 3));
            }
            assertThat(refusal(second.migrate("C-1", COMPLETE, BY_OPS.requestId("M-1"))))
                    .isEqualTo(new RequestIdReused("C-1", "M-1", 3));
            assertThat(refusal(second.fire("C-1", "DENY", NOTHING, BY_OPS.requestId("M-1"))))
                    .isEqualTo(new RequestIdReused("C-1", "M-1", 3));
        });
        second.fire("C-1", "DENY", NOTHING, BY_ALICE).orThrow();
        Applied<Case> later = applied(second.migrate("C-1", NOTHING, BY_OPS.requestId("M-1")));
        assertThat(later.handle()).isEqualTo(answer.handle());
        assertThat(second.resolve("C-1", "M-1")).hasValueSatisfying(resolved -> {
            assertThat(resolved.seq()).isEqualTo(3);
            assertThat(resolved.handle().version()).isEqualTo(2);
            assertThat(resolved.handle().state()).isEqualTo("UNDER_REVIEW");
        });
    }

    @Test
    void whatIsNoCaseOfThisWorkflow() throws Exception {
        CaseReview.Engine.on(runtime).open("R-1", BY_ALICE).orThrow();
        changesNothing(() -> {
            assertThat(refusal(second.migrate("R-1", NOTHING, BY_OPS))).isInstanceOf(DefinitionMismatch.class);
            assertThat(refusal(second.migrate("C-9", NOTHING, BY_OPS))).isEqualTo(new NoSuchCase("C-9"));
            assertThat(refusal(second.migrate("C-1\0", NOTHING, BY_OPS))).isInstanceOf(InvalidInput.class);
            assertThat(refusal(second.migrate("R-1", facts(PolicyFacts.OLD_FORM), BY_OPS)))
                    .isInstanceOf(InvalidInput.class);
        });
    }

    @Test
    void aCaseThatHasMovedOnIsStale() throws Exception {
        inReview("C-1");
        changesNothing(() -> assertThat(refusal(second.migrate("C-1", NOTHING, BY_OPS.expectedSeq(1))))
                .isInstanceOfSatisfying(Stale.class, stale -> {
                    assertThat(stale.expectedSeq()).isEqualTo(1);
                    assertThat(stale.foundSeq()).isEqualTo(2);
                    assertThat(stale.winner().transition()).isEqualTo("REVIEW");
                }));
        assertThat(second.migrate("C-1", NOTHING, BY_OPS.expectedSeq(2)).isApplied())
                .isTrue();
    }

    /** Deadlines do not begin again because the rules have changed. */
    @Test
    void aCaseStaysInAStateOfTheSameId() throws Exception {
        Case opened = first.open("C-1", BY_ALICE).orThrow();
        Case received = second.migrate("C-1", NOTHING, BY_OPS).orThrow();
        assertThat(received.state()).isEqualTo(State.RECEIVED);
        assertThat(received.enteredAt()).isEqualTo(opened.enteredAt());
        Case again = third.migrate("C-1", NOTHING, BY_OPS).orThrow();
        assertThat(again.enteredAt()).isEqualTo(opened.enteredAt());
        assertThat(third.load("C-1").enteredAt()).isEqualTo(opened.enteredAt());

        inReview("C-2");
        Case renamed = second.migrate("C-2", NOTHING, BY_OPS.requestId("M-1")).orThrow();
        assertThat(renamed.enteredAt()).isEqualTo(newest("C-2").recordedAt());
        Case kept = third.migrate("C-2", NOTHING, BY_OPS.requestId("M-2")).orThrow();
        assertThat(kept.enteredAt()).isEqualTo(renamed.enteredAt());
        // A replayed answer knows it too.
        assertThat(third.migrate("C-2", NOTHING, BY_OPS.requestId("M-2")).orThrow())
                .isEqualTo(kept);
        isIntact("C-1", "C-2");
    }

    @Test
    void aHistoryOverThreeVersions() throws Exception {
        moved("C-1", Transition.ESCALATE);
        second.migrate("C-1", facts(PolicyFacts.CONSENT), BY_OPS).orThrow();
        third.migrate("C-1", NOTHING, BY_OPS).orThrow();
        third.fire("C-1", "PAY", facts(PolicyFacts.COVERED), BY_ALICE).orThrow();
        assertThat(entries("C-1"))
                .extracting(AuditEntry::transition, AuditEntry::version, AuditEntry::toState)
                .containsExactly(
                        tuple("(open)", 1, "RECEIVED"),
                        tuple("REVIEW", 1, "IN_REVIEW"),
                        tuple("ESCALATE", 1, "ESCALATED"),
                        tuple("(migrate:1)", 2, "SECOND_LOOK"),
                        tuple("(migrate:2)", 3, "UNDER_REVIEW"),
                        tuple("PAY", 3, "PAID"));
        isIntact("C-1");
        assertThatThrownBy(() -> second.history("C-1").rebuild(Policy.FIRST, Policy.THIRD))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("step 4 followed policy version 2, which is not among the definitions given");
        assertThat(second.history("C-1").check(Policy.FIRST, Policy.THIRD)).isNotEmpty();
        assertThat(second.asOf("C-1", entries("C-1").get(3).recordedAt()))
                .hasValueSatisfying(step -> assertThat(step.seq()).isEqualTo(4));
    }
}
