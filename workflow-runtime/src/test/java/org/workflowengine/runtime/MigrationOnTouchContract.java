package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.workflowengine.runtime.fixture.Policy.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Refusal.DefinitionMismatch;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NotMigratable;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Case;
import org.workflowengine.runtime.fixture.Policy.Engine;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.Policy.State;
import org.workflowengine.runtime.fixture.Policy.Transition;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Where that is wanted, a move of a case of an older version migrates it first: two steps, one commit, one request. */
abstract class MigrationOnTouchContract extends VersionsBench {
    MigrationOnTouchContract(Supplier<TestDatabase> databases) {
        super(databases);
    }

    @Test
    void aMoveMigratesFirstWhereThatIsWanted() throws Exception {
        moved("C-1", Transition.ESCALATE);
        Engine touching = second.migratingOnTouch();
        // The move alone, and the migration alone, are not permitted: neither is written.
        changesNothing(() -> {
            assertThat(refusal(touching.fire("C-1", "PAY", facts(PolicyFacts.CONSENT), BY_ALICE)))
                    .isInstanceOfSatisfying(
                            GuardNotSatisfied.class,
                            refused -> assertThat(refused.transition()).isEqualTo("PAY"));
            assertThat(refusal(touching.fire("C-1", "PAY", facts(PolicyFacts.COVERED), BY_ALICE)))
                    .isInstanceOfSatisfying(
                            GuardNotSatisfied.class,
                            refused -> assertThat(refused.transition()).isEqualTo("(migrate:1)"));
            assertThat(refusal(touching.fire("C-1", "CHECK", facts(PolicyFacts.CONSENT), BY_ALICE))
                            .kind())
                    .isEqualTo("not-allowed-here");
            assertThat(refusal(touching.fire("C-1", "NO_SUCH", facts(PolicyFacts.CONSENT), BY_ALICE))
                            .kind())
                    .isEqualTo("unknown-transition");
            assertThat(refusal(second.fire("C-1", "PAY", facts(PolicyFacts.CONSENT, PolicyFacts.COVERED), BY_ALICE)))
                    .isInstanceOf(DefinitionMismatch.class);
        });
        Decision decision = BY_ALICE.onBehalfOf("bob")
                .requestId("R-1")
                .evidence("file", "\"42\"")
                .expectedSeq(3);
        PolicyFacts all = facts(PolicyFacts.CONSENT, PolicyFacts.COVERED, PolicyFacts.COMPLETE);
        Applied<Case> answer = applied(touching.fire("C-1", "PAY", all, decision));
        assertThat(answer.seq()).isEqualTo(5);
        assertThat(answer.handle().state()).isEqualTo(State.PAID);
        AuditEntry migration = entries("C-1").get(3);
        AuditEntry move = entries("C-1").get(4);
        assertThat(migration.transition()).isEqualTo("(migrate:1)");
        assertThat(move.transition()).isEqualTo("PAY");
        // The request is the move's; who and why is both's; each has its own facts.
        assertThat(migration.requestId()).isNull();
        assertThat(move.requestId()).isEqualTo("R-1");
        assertThat(List.of(migration, move))
                .extracting(AuditEntry::actor, AuditEntry::onBehalfOf, AuditEntry::reason)
                .containsOnly(tuple("alice", "bob", "all papers are there"));
        assertThat(migration.facts()).isEqualTo("{\"CONSENT\":true}");
        assertThat(move.facts()).isEqualTo("{\"COMPLETE\":true,\"COVERED\":true}");
        assertThat(migration.evidence()).isNull();
        assertThat(move.evidence()).isEqualTo("{\"file\":\"42\"}");
        isIntact("C-1");

        changesNothing(() -> {
            for (Engine engine : List.of(touching, second)) {
                Applied<Case> again = applied(engine.fire("C-1", "PAY", all, decision));
                assertThat(again.replayed()).isTrue();
                assertThat(again.digest()).isEqualTo(answer.digest());
            }
            for (PolicyFacts others : List.of(
                    facts(PolicyFacts.COVERED, PolicyFacts.COMPLETE),
                    facts(PolicyFacts.CONSENT, PolicyFacts.COVERED),
                    NOTHING)) {
                if (!others.canonicalText().equals(move.facts())) {
                    assertThat(refusal(touching.fire("C-1", "PAY", others, decision)))
                            .isEqualTo(new RequestIdReused("C-1", "R-1", 5));
                }
            }
        });
    }

    /** A fact that both require is both's. */
    @Test
    void aFactOfTheMigrationAndOfTheMove() throws Exception {
        moved("C-1", Transition.ESCALATE);
        PolicyFacts consent = facts(PolicyFacts.CONSENT);
        Engine touching = second.migratingOnTouch();
        touching.fire("C-1", "DENY", consent, BY_ALICE.requestId("R-1")).orThrow();
        assertThat(entries("C-1").subList(3, 5))
                .extracting(AuditEntry::facts)
                .containsExactly("{\"CONSENT\":true}", "{\"CONSENT\":true}");
        assertThat(applied(touching.fire("C-1", "DENY", consent, BY_ALICE.requestId("R-1")))
                        .replayed())
                .isTrue();
        isIntact("C-1");
    }

    /** The newest version may be another one by the time that a request comes again. */
    @Test
    void aRequestThatMigratedFirstIsKnownToLaterVersions() throws Exception {
        moved("C-1", Transition.ESCALATE);
        PolicyFacts all = facts(PolicyFacts.CONSENT, PolicyFacts.COVERED);
        Decision decision = BY_ALICE.requestId("R-1");
        Applied<Case> answer = applied(second.migratingOnTouch().fire("C-1", "PAY", all, decision));
        changesNothing(() -> {
            Applied<CaseHead> again = applied(Workflows.on(runtime, List.of(Policy.THIRD))
                    .fire("policy", "C-1", "PAY", Map.of("CONSENT", true, "COVERED", true), decision));
            assertThat(again.replayed()).isTrue();
            assertThat(again.digest()).isEqualTo(answer.digest());
            assertThat(again.handle().version()).isEqualTo(2);
        });
    }

    @Test
    void aMoveByATypeMigratesFirst() throws Exception {
        first.open("C-1", BY_ALICE).orThrow();
        Case reviewed = second.migratingOnTouch()
                .byId(
                        "C-1",
                        Transition.REVIEW,
                        facts(PolicyFacts.COMPLETE, PolicyFacts.CONSENT),
                        BY_ALICE.requestId("R-1"))
                .orThrow();
        assertThat(reviewed.state()).isEqualTo(State.UNDER_REVIEW);
        assertThat(reviewed.seq()).isEqualTo(3);
        // Nothing was required of the migration: it has no facts, and the move has all.
        assertThat(entries("C-1").get(1).facts()).isEqualTo("{}");
        isIntact("C-1");
    }

    @Test
    void movesInBulkMigrateFirst() throws Exception {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            inReview("C-" + i);
            requests.add(Request.move("C-" + i, "CHECK", NOTHING, BY_OPS.requestId("R-1")));
            requests.add(Request.move("C-" + i, "PAY", facts(PolicyFacts.COVERED), BY_OPS.requestId("R-2")));
        }
        moved("F", Transition.FREEZE);
        requests.add(Request.move("F", "DENY", NOTHING, BY_OPS.requestId("R-1")));
        Engine touching = second.migratingOnTouch();
        List<BulkOutcome<Case>> outcomes =
                touching.applyAll(requests, BulkOptions.defaults().chunkSize(4));
        assertThat(outcomes.subList(0, 14)).allMatch(BulkOutcome::isApplied);
        assertThat(refusal(outcomes.get(14).orThrow())).isInstanceOf(DefinitionMismatch.class);
        assertThat(entries("C-3"))
                .extracting(AuditEntry::transition)
                .containsExactly("(open)", "REVIEW", "(migrate:1)", "CHECK", "PAY");
        changesNothing(() -> assertThat(touching.applyAll(requests).subList(0, 14))
                .allMatch(again -> ((Applied<Case>) again.orThrow()).replayed()));
        isIntact("C-0", "C-6", "F");
    }

    /** Without generated classes, with both versions at work: what can come along comes along, what stays is moved where it is. */
    @Test
    void byNames() throws Exception {
        inReview("C-1");
        inReview("C-2");
        moved("F", Transition.FREEZE);
        Workflows both = Workflows.on(runtime, List.of(Policy.FIRST, Policy.SECOND));
        Workflows touching = both.migratingOnTouch();
        assertThat(both.fire("policy", "C-2", "REMIND", Map.of(), BY_ALICE)
                        .orThrow()
                        .version())
                .isEqualTo(1);
        assertThat(touching.fire("policy", "C-1", "REMIND", Map.of(), BY_ALICE)
                        .orThrow()
                        .version())
                .isEqualTo(2);
        assertThat(touching.fire("policy", "F", "DENY", "{}", BY_ALICE).orThrow())
                .extracting(CaseHead::version, CaseHead::state)
                .containsExactly(1, "DENIED");
        assertThat(both.migrate("policy", "C-2", Map.of(), BY_OPS.requestId("M-1"))
                        .orThrow()
                        .state())
                .isEqualTo("UNDER_REVIEW");
        assertThat(refusal(both.migrate("policy", "F", Map.of("CONSENT", true), BY_OPS)))
                .isInstanceOf(NotMigratable.class);
        assertThat(refusal(both.migrate("policy", "F", Map.of("OLD_FORM", true), BY_OPS)))
                .isInstanceOf(InvalidInput.class);
        assertThat(refusal(both.migrate("polici", "F", Map.of(), BY_OPS))).isInstanceOf(InvalidInput.class);
        isIntact("C-1", "C-2", "F");
    }
}
