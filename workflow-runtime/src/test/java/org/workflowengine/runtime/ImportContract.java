package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.fixture.Policy.facts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NotImportable;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.Case;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.fixture.Policy.State;
import org.workflowengine.runtime.fixture.Policy.Transition;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A case that exists elsewhere begins its history here, in a state that takes such cases, and has been there as long as it has. */
abstract class ImportContract extends VersionsBench {
    private static final Instant LONG_AGO = Instant.parse("2019-05-04T03:02:01.123456Z");
    private static final Decision BY_MOVERS = Decision.byService("movers").because("from the old system");
    private static final Decision SINCE_LONG_AGO = BY_MOVERS
            .occurredAt(LONG_AGO)
            .evidence("origin", "{\"system\":\"AS/400\",\"id\":\"0042\"}")
            .requestId("I-1");

    ImportContract(Supplier<TestDatabase> databases) {
        super(databases);
    }

    @Test
    void aCaseHasRestedInItsStateSinceBefore() throws Exception {
        Applied<Case> answer = applied(second.importCase("C-1", State.UNDER_REVIEW, SINCE_LONG_AGO));
        assertThat(answer.seq()).isEqualTo(1);
        assertThat(answer.handle().state()).isEqualTo(State.UNDER_REVIEW);
        assertThat(answer.handle().enteredAt()).isEqualTo(LONG_AGO);
        AuditEntry entry = newest("C-1");
        assertThat(entry.transition()).isEqualTo(Definition.IMPORT);
        assertThat(entry.fromState()).isEqualTo(Definition.NEW);
        assertThat(entry.toState()).isEqualTo("UNDER_REVIEW");
        assertThat(List.of(entry.fromVersion(), entry.version())).containsExactly(2, 2);
        assertThat(entry.occurredAt()).isEqualTo(LONG_AGO);
        assertThat(entry.recordedAt()).isAfter(LONG_AGO);
        assertThat(entry.evidence()).isEqualTo("{\"origin\":{\"id\":\"0042\",\"system\":\"AS/400\"}}");
        assertThat(entry.requestId()).isEqualTo("I-1");
        assertThat(second.load("C-1").enteredAt()).isEqualTo(LONG_AGO);
        assertThat(database.rows(
                        "SELECT seq, state FROM workflow_case WHERE entered_at < TIMESTAMP '2020-01-01 00:00:00'"
                                + " AND moved_at > TIMESTAMP '2026-01-01 00:00:00'"))
                .containsExactly("[1, UNDER_REVIEW]");
        // Overdue from the first moment on.
        assertThat(second.cases()
                        .inState(State.UNDER_REVIEW)
                        .enteredBefore(Instant.parse("2020-01-01T00:00:00Z"))
                        .list())
                .extracting(Case::caseId)
                .containsExactly("C-1");
        isIntact("C-1");

        // It goes on as every case does.
        Case reminded = second.load("C-1").make(Transition.REMIND, BY_ALICE).orThrow();
        assertThat(reminded.enteredAt()).isEqualTo(LONG_AGO);
        assertThat(third.migrate("C-1", NOTHING, BY_OPS).orThrow().enteredAt()).isEqualTo(LONG_AGO);
        assertThat(third.fire("C-1", "DENY", NOTHING, BY_ALICE).orThrow().enteredAt())
                .isEqualTo(newest("C-1").recordedAt());
        isIntact("C-1");
    }

    @Test
    void aCaseWithoutATimeEntersItsStateNow() throws Exception {
        Case imported = second.importCase("C-1", State.SECOND_LOOK, BY_MOVERS).orThrow();
        assertThat(imported.enteredAt()).isEqualTo(newest("C-1").recordedAt());
        assertThat(newest("C-1").occurredAt()).isNull();
        isIntact("C-1");
    }

    /** Databases know microseconds, and so does the answer. */
    @Test
    void nanosecondsAreNotKept() throws Exception {
        Instant precise = LONG_AGO.plusNanos(789);
        Case imported = second.importCase("C-1", State.UNDER_REVIEW, BY_MOVERS.occurredAt(precise))
                .orThrow();
        assertThat(imported.enteredAt()).isEqualTo(precise.truncatedTo(ChronoUnit.MICROS));
        assertThat(second.load("C-1")).isEqualTo(imported);
        isIntact("C-1");
    }

    @Test
    void noCaseHasBeenAnywhereSinceTomorrow() throws Exception {
        for (Instant time : List.of(
                Instant.parse("2199-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("1899-12-31T23:59:59Z"),
                Instant.MAX)) {
            changesNothing(() -> assertThat(
                            refusal(second.importCase("C-1", State.UNDER_REVIEW, BY_MOVERS.occurredAt(time))))
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            refused -> assertThat(refused.field()).isEqualTo("occurred at")));
        }
    }

    @Test
    void onlyStatesThatTakeImports() throws Exception {
        changesNothing(() -> {
            for (State state : List.of(State.RECEIVED, State.PAID, State.DENIED, State.IN_REVIEW)) {
                assertThat(refusal(second.importCase("C-1", state, BY_MOVERS)))
                        .isEqualTo(new NotImportable(state.id(), List.of("UNDER_REVIEW", "SECOND_LOOK")));
            }
            assertThat(refusal(first.importCase("C-1", State.IN_REVIEW, BY_MOVERS)))
                    .isEqualTo(new NotImportable("IN_REVIEW", List.of()));
            assertThat(refusal(third.importCase("C-1", State.SECOND_LOOK, BY_MOVERS)))
                    .isEqualTo(new NotImportable("SECOND_LOOK", List.of("UNDER_REVIEW")));
            Workflows workflows = Workflows.on(runtime, List.of(Policy.FIRST, Policy.SECOND));
            for (String state : List.of("UNDER_REVIEW ", "under_review", "(new)", "\uD83D\uDE00")) {
                assertThat(refusal(workflows.importCase("policy", "C-1", state, BY_MOVERS)))
                        .isInstanceOf(NotImportable.class);
            }
            for (String state : List.of("", "  ", "A\0", "\uD83D", "A".repeat(65))) {
                assertThat(refusal(workflows.importCase("policy", "C-1", state, BY_MOVERS)))
                        .isInstanceOfSatisfying(
                                InvalidInput.class,
                                refused -> assertThat(refused.field()).isEqualTo("state"));
            }
            assertThat(refusal(workflows.importCase("polici", "C-1", "UNDER_REVIEW", BY_MOVERS)))
                    .isInstanceOf(InvalidInput.class);
            assertThat(refusal(workflows.importCase("policy", "C-1\0", "UNDER_REVIEW", BY_MOVERS)))
                    .isInstanceOf(InvalidInput.class);
        });
    }

    @Test
    void byNamesIntoTheHighestVersion() throws Exception {
        CaseHead imported = Workflows.on(runtime, List.of(Policy.FIRST, Policy.SECOND, Policy.THIRD))
                .importCase("policy", "C-1", "UNDER_REVIEW", SINCE_LONG_AGO)
                .orThrow();
        assertThat(imported.version()).isEqualTo(3);
        assertThat(imported.enteredAt()).isEqualTo(LONG_AGO);
        isIntact("C-1");
    }

    @Test
    void aCaseThatIsThere() throws Exception {
        second.open("opened", BY_ALICE).orThrow();
        inReview("older");
        second.importCase("imported", State.UNDER_REVIEW, SINCE_LONG_AGO).orThrow();
        changesNothing(() -> {
            for (String caseId : List.of("opened", "older", "imported")) {
                assertThat(refusal(second.importCase(caseId, State.UNDER_REVIEW, BY_MOVERS.requestId("I-2"))))
                        .isEqualTo(new CaseAlreadyExists(caseId, head(caseId)));
            }
            assertThat(refusal(second.open("imported", BY_ALICE)))
                    .isEqualTo(new CaseAlreadyExists("imported", head("imported")));
        });
    }

    @Test
    void theSameRequestIsAppliedOnce() throws Exception {
        Applied<Case> answer = applied(second.importCase("C-1", State.UNDER_REVIEW, SINCE_LONG_AGO));
        second.fire("C-1", "CHECK", NOTHING, BY_ALICE).orThrow();
        changesNothing(() -> {
            Applied<Case> again = applied(second.importCase("C-1", State.UNDER_REVIEW, SINCE_LONG_AGO));
            assertThat(again.replayed()).isTrue();
            assertThat(again.handle()).isEqualTo(answer.handle());
            assertThat(again.handle().enteredAt()).isEqualTo(LONG_AGO);
            assertThat(refusal(second.importCase("C-1", State.SECOND_LOOK, SINCE_LONG_AGO)))
                    .isEqualTo(new RequestIdReused("C-1", "I-1", 1));
            assertThat(refusal(second.importCase(
                            "C-1",
                            State.UNDER_REVIEW,
                            Decision.byService("movers").because("another").requestId("I-1"))))
                    .isEqualTo(new RequestIdReused("C-1", "I-1", 1));
            assertThat(refusal(second.open("C-1", SINCE_LONG_AGO))).isEqualTo(new RequestIdReused("C-1", "I-1", 1));
        });
    }

    /** With moves after them, and some that are refused, in chunks of every size. */
    @Test
    void manyAtOnce() throws Exception {
        for (int size : new int[] {1, 2, 3, 500}) {
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String caseId = "C-" + i + "/" + size;
                requests.add(
                        Request.importing(caseId, "UNDER_REVIEW", SINCE_LONG_AGO.occurredAt(LONG_AGO.plusSeconds(i))));
                requests.add(Request.move(caseId, "REMIND", NOTHING, BY_ALICE.requestId("R-1")));
                requests.add(Request.move(caseId, "CHECK", NOTHING, BY_ALICE.requestId("R-2")));
            }
            requests.add(Request.importing("N/" + size, "PAID", SINCE_LONG_AGO));
            requests.add(Request.importing(
                    "N/" + size, "UNDER_REVIEW", BY_MOVERS.occurredAt(Instant.parse("2190-01-01T00:00:00Z"))));
            requests.add(Request.importing("C-1/" + size, "UNDER_REVIEW", BY_MOVERS));
            requests.add(Request.importing("L/" + size, "UNDER_REVIEW", SINCE_LONG_AGO));
            List<BulkOutcome<Case>> outcomes =
                    second.applyAll(requests, BulkOptions.defaults().chunkSize(size));
            assertThat(outcomes.subList(0, 15)).allMatch(BulkOutcome::isApplied);
            assertThat(refusal(outcomes.get(15).orThrow())).isInstanceOf(NotImportable.class);
            assertThat(refusal(outcomes.get(16).orThrow())).isInstanceOf(InvalidInput.class);
            assertThat(refusal(outcomes.get(17).orThrow())).isInstanceOf(CaseAlreadyExists.class);
            assertThat(outcomes.get(18).orThrow().orThrow().enteredAt()).isEqualTo(LONG_AGO);
            assertThat(((Applied<Case>) outcomes.get(4).orThrow()).handle().enteredAt())
                    .isEqualTo(LONG_AGO.plusSeconds(1));
            assertThat(second.load("L/" + size).enteredAt()).isEqualTo(LONG_AGO);
            changesNothing(() -> assertThat(
                            second.applyAll(requests, BulkOptions.defaults().chunkSize(size))
                                    .subList(0, 15))
                    .allMatch(again -> ((Applied<Case>) again.orThrow()).replayed()));
            isIntact("C-0/" + size, "C-4/" + size, "L/" + size);
        }
        assertThat(second.cases().countByState())
                .containsExactlyInAnyOrderEntriesOf(Map.of("UNDER_REVIEW", 4L, "SECOND_LOOK", 20L));
        // Of what was before an import nothing is proven, and the verdict says of how many.
        first.open("O-1", BY_ALICE).orThrow();
        assertThat(runtime.verification().verifyAll())
                .extracting(Verdict::cases, Verdict::imported)
                .containsExactly(25L, 24L);
    }

    /** Or a whole history, event by event, each with its own time; the case then enters its states as they are recorded. */
    @Test
    void eventByEvent() throws Exception {
        List<Request> events = List.of(
                Request.opening("C-1", BY_MOVERS.occurredAt(LONG_AGO)),
                Request.move("C-1", "REVIEW", COMPLETE, BY_MOVERS.occurredAt(LONG_AGO.plusSeconds(1))),
                Request.move(
                        "C-1",
                        "REVIEW",
                        facts(PolicyFacts.COMPLETE, PolicyFacts.CONSENT),
                        BY_MOVERS.occurredAt(LONG_AGO.plusSeconds(2))));
        List<BulkOutcome<Case>> outcomes = second.applyAll(events);
        assertThat(outcomes).extracting(BulkOutcome::isApplied).containsExactly(true, false, true);
        assertThat(entries("C-1"))
                .extracting(AuditEntry::occurredAt)
                .containsExactly(LONG_AGO, LONG_AGO.plusSeconds(2));
        assertThat(second.load("C-1").enteredAt()).isEqualTo(newest("C-1").recordedAt());
        isIntact("C-1");
    }

    /** Where it came from can be erased; since when it is in its state cannot. */
    @Test
    void anImportIsErasedAsEveryStepIs() throws Exception {
        second.importCase("C-1", State.UNDER_REVIEW, SINCE_LONG_AGO).orThrow();
        second.erase("C-1", 1, Decision.by("dpo").because("article 17")).orThrow();
        assertThat(entries("C-1").get(0).isErased()).isTrue();
        assertThat(entries("C-1").get(0).evidence()).isNull();
        assertThat(second.load("C-1").enteredAt()).isEqualTo(LONG_AGO);
        assertThat(applied(second.importCase("C-1", State.UNDER_REVIEW, SINCE_LONG_AGO))
                        .replayed())
                .isTrue();
        isIntact("C-1");
    }
}
