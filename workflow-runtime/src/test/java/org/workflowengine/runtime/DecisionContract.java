package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NotErasable;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.Traits;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What a decision may say beside who and why: for whom, when it happened, and on what evidence; and since when a state is held. */
abstract class DecisionContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final WorkflowRuntime runtime;
    private final Engine reviews;

    DecisionContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime(RuntimeOptions.defaults().clock(now::get));
        this.reviews = Engine.on(runtime);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void principalTimeAndEvidenceAreRecorded() {
        Instant happened = Instant.parse("2026-02-27T08:00:00.000000999Z");
        reviews.open(
                        "C-1",
                        BY_ALICE.onBehalfOf("bob")
                                .occurredAt(happened)
                                .evidence("rules", " { \"version\" : 7, \"hits\" : [\"R-1\", null, true] } ")
                                .evidence("import", "\"€\""))
                .orThrow();
        AuditEntry opening = reviews.atSeq("C-1", 1).orElseThrow();
        assertThat(opening.onBehalfOf()).isEqualTo("bob");
        assertThat(opening.occurredAt()).isEqualTo(Instant.parse("2026-02-27T08:00:00Z"));
        assertThat(opening.recordedAt()).isEqualTo(NOON);
        assertThat(opening.evidence())
                .isEqualTo("{\"import\":\"€\",\"rules\":{\"hits\":[\"R-1\",null,true],\"version\":7}}");
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();

        reviews.erase("C-1", 1, by("dpo").because("article 17")).orThrow();
        AuditEntry erased = reviews.atSeq("C-1", 1).orElseThrow();
        assertThat(erased.onBehalfOf()).isNull();
        assertThat(erased.evidence()).isNull();
        assertThat(erased.occurredAt()).as("not erasable").isEqualTo(Instant.parse("2026-02-27T08:00:00Z"));
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
    }

    @Test
    void principalTimeAndEvidenceMayBeLeftOut() {
        reviews.open("C-1", BY_ALICE).orThrow();
        AuditEntry opening = reviews.atSeq("C-1", 1).orElseThrow();
        assertThat(opening.onBehalfOf()).isNull();
        assertThat(opening.occurredAt()).isNull();
        assertThat(opening.evidence()).isNull();
    }

    @Test
    void principalTimeAndEvidenceAreRecordedInBulk() {
        List<BulkOutcome<Case>> outcomes = reviews.applyAll(List.of(
                Request.opening("C-1", BY_ALICE.evidence("import", "{\"id\":\"4711\"}")),
                Request.move(
                        "C-1",
                        "START_REVIEW",
                        ALL_TRUE,
                        BY_ALICE.onBehalfOf("bob").occurredAt(NOON)),
                Request.opening("C-2", BY_ALICE.evidence("import", "1.5")),
                Request.opening("C-3", BY_ALICE)));
        assertThat(outcomes).extracting(BulkOutcome::isApplied).containsExactly(true, true, false, true);
        assertThat(reviews.atSeq("C-1", 1).orElseThrow().evidence()).isEqualTo("{\"import\":{\"id\":\"4711\"}}");
        assertThat(reviews.atSeq("C-1", 2).orElseThrow().onBehalfOf()).isEqualTo("bob");
        assertThat(reviews.atSeq("C-1", 2).orElseThrow().occurredAt()).isEqualTo(NOON);
        assertThat(reviews.atSeq("C-3", 1).orElseThrow().evidence()).isNull();
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
    }

    @Test
    void principalTimeAndEvidenceDoNotDistinguishRequests() {
        Decision first =
                BY_ALICE.requestId("R-1").onBehalfOf("bob").occurredAt(NOON).evidence("rules", "1");
        reviews.open("C-1", first).orThrow();
        Outcome<Case> again = reviews.open("C-1", BY_ALICE.requestId("R-1"));
        assertThat(((Applied<Case>) again).replayed()).isTrue();
        assertThat(reviews.history("C-1").entries()).hasSize(1);
    }

    @Test
    void invalidEvidenceIsRefused() throws SQLException {
        List<String> before = database.content();
        String nested = "[".repeat(70) + "]".repeat(70);
        for (String bad : List.of(
                "", "{", "1.5", "9007199254740992", "{\"a\":1,\"a\":2}", "\"\\ud800\"", nested, "{} {}", "nul")) {
            assertThat(refusal(reviews.open("C-1", BY_ALICE.evidence("rules", bad))))
                    .as(bad)
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            input -> assertThat(input.field()).startsWith("evidence"));
        }
        assertThat(refusal(reviews.open("C-1", BY_ALICE.evidence("rules", "1").evidence("rules", "2"))))
                .isEqualTo(new InvalidInput("evidence", "two of the name rules", "one of each name"));
        assertThat(refusal(reviews.open("C-1", BY_ALICE.evidence("Rules!", "1"))))
                .isInstanceOf(InvalidInput.class);
        assertThat(refusal(reviews.open("C-1", BY_ALICE.onBehalfOf("  ")))).isInstanceOf(InvalidInput.class);
        assertThat(database.content()).isEqualTo(before);
    }

    @Test
    void theLargestEvidenceIsAccepted() {
        // {"a":"…"} has eight bytes around the text; the euro sign has three.
        String most = "€".repeat(21_842) + "xx";
        reviews.open("C-1", BY_ALICE.evidence("a", "\"" + most + "\"")).orThrow();
        assertThat(reviews.atSeq("C-1", 1).orElseThrow().evidence()).isEqualTo("{\"a\":\"" + most + "\"}");
        assertThat(refusal(reviews.open("C-2", BY_ALICE.evidence("a", "\"" + most + "x\""))))
                .isEqualTo(new InvalidInput("evidence", "65537 bytes", "at most 65536 bytes in all"));
        // What is too long is not read, whatever its canonical text would be.
        String blank = "{" + " ".repeat(65_534) + "}";
        reviews.open("C-2", BY_ALICE.evidence("a", blank)).orThrow();
        assertThat(reviews.atSeq("C-2", 1).orElseThrow().evidence()).isEqualTo("{\"a\":{}}");
        assertThat(refusal(reviews.open("C-3", BY_ALICE.evidence("a", blank + " "))))
                .isEqualTo(new InvalidInput("evidence a", "65537 characters", "at most 65536 bytes in all"));
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
    }

    /** One opening dated 2300 would break every work list with an arithmetic error on JDK 17, permanently. */
    @Test
    void timesOutOfRangeAreRefused() throws SQLException {
        reviews.open("C-1", BY_ALICE).orThrow();
        List<String> before = database.content();
        for (String impossible : List.of(
                "1899-12-31T23:59:59.999999Z",
                "2200-01-01T00:00:00Z",
                "2300-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z")) {
            assertThat(refusal(reviews.open("C-2", BY_ALICE.occurredAt(Instant.parse(impossible)))))
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            input -> assertThat(input.field()).isEqualTo("occurred at"));
            now.set(Instant.parse(impossible));
            assertThatThrownBy(() -> reviews.open("C-2", BY_ALICE))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("the runtime's clock says ");
        }
        for (Instant impossible : List.of(Instant.MIN, Instant.MAX)) {
            assertThat(refusal(reviews.open("C-2", BY_ALICE.occurredAt(impossible))))
                    .isInstanceOf(InvalidInput.class);
            now.set(impossible);
            assertThatThrownBy(() -> reviews.open("C-2", BY_ALICE)).isInstanceOf(SetupException.class);
        }
        assertThat(database.content()).isEqualTo(before);
    }

    @Test
    void theFirstAndTheLastTimeAreAccepted() {
        for (String time : List.of("1900-01-01T00:00:00Z", "2199-12-31T23:59:59.999999Z")) {
            now.set(Instant.parse(time));
            reviews.open("C-" + time.substring(0, 4), BY_ALICE.occurredAt(Instant.parse(time)))
                    .orThrow();
        }
        assertThat(reviews.cases().inState(State.CREATED).list())
                .extracting(Case::caseId)
                .containsExactly("C-1900", "C-2199");
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
    }

    /** Questions about the past take any time; what no step can have is taken as the nearest that it can. */
    @Test
    void anyTimeCanBeAskedFor() {
        reviews.open("C-1", BY_ALICE).orThrow();
        for (Instant early : List.of(Instant.MIN, Instant.parse("1800-01-01T00:00:00Z"))) {
            assertThat(reviews.asOf("C-1", early)).isEmpty();
            assertThat(reviews.cases()
                            .inState(State.CREATED)
                            .enteredBefore(early)
                            .list())
                    .isEmpty();
        }
        for (Instant late : List.of(Instant.MAX, Instant.parse("2300-01-01T00:00:00Z"))) {
            assertThat(reviews.asOf("C-1", late)).isPresent();
            assertThat(reviews.cases()
                            .inState(State.CREATED)
                            .enteredBefore(late)
                            .list())
                    .hasSize(1);
        }
        now.set(Instant.parse("2199-12-31T23:59:59.999999Z"));
        reviews.open("C-2", BY_ALICE).orThrow();
        assertThat(reviews.cases()
                        .inState(State.CREATED)
                        .enteredBefore(Instant.MAX)
                        .list())
                .hasSize(2);
        assertThat(reviews.asOf("C-2", Instant.MAX)).isPresent();
    }

    /** A reminder must not make an overdue case look fresh. */
    @Test
    void aStepThatKeepsTheStateKeepsTheTimeAtWhichItWasEntered() throws SQLException {
        Engine reminding = new Engine(runtime, withReminder());
        reminding.open("C-1", BY_ALICE).orThrow();
        now.set(NOON.plusSeconds(10));
        reminding.fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        now.set(NOON.plusSeconds(20));
        Case reminded = reminding
                .fire("C-1", "REMIND", ALL_TRUE, BY_ALICE.requestId("R-1"))
                .orThrow();
        assertThat(reminded.enteredAt()).isEqualTo(NOON.plusSeconds(10));
        now.set(NOON.plusSeconds(30));
        // Twice in one chunk, and the second of them is asked for twice.
        List<BulkOutcome<Case>> bulk = reminding.applyAll(List.of(
                Request.move("C-1", "REMIND", ALL_TRUE, BY_ALICE),
                Request.move("C-1", "REMIND", ALL_TRUE, BY_ALICE.requestId("R-2")),
                Request.move("C-1", "REMIND", ALL_TRUE, BY_ALICE.requestId("R-2"))));
        assertThat(bulk)
                .extracting(
                        outcome -> ((Applied<Case>) outcome.orThrow()).handle().enteredAt())
                .containsOnly(NOON.plusSeconds(10));
        reminding.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
        assertThat(reminding.load("C-1").enteredAt()).isEqualTo(NOON.plusSeconds(10));
        assertThat(reminding.resolve("C-1", "R-1").orElseThrow().handle().enteredAt())
                .isEqualTo(NOON.plusSeconds(10));
        assertThat(database.rows(
                        "SELECT seq FROM workflow_case WHERE moved_at = (SELECT recorded_at FROM workflow_audit"
                                + " WHERE case_id = 'C-1' AND seq = 6)"))
                .containsExactly("[6]");
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
        now.set(NOON.plusSeconds(40));
        assertThat(reminding
                        .fire("C-1", "ESCALATE", ALL_TRUE, BY_ALICE)
                        .orThrow()
                        .enteredAt())
                .isEqualTo(NOON.plusSeconds(40));
    }

    /** Some laws forbid that records are erased. */
    @Test
    void aDefinitionCanForbidErasure() throws SQLException {
        Definition kept = Definition.of(
                "kept-review",
                1,
                Arrays.asList(State.values()),
                Arrays.asList(CaseReview.Transition.values()),
                CaseReview.VOCABULARY,
                Traits.NONE.notErasable());
        Engine records = new Engine(runtime, kept);
        records.open("C-1", BY_ALICE).orThrow();
        List<String> before = database.content();
        assertThat(refusal(records.erase("C-1", 1, BY_ALICE)))
                .isEqualTo(new NotErasable("C-1", 1, NotErasable.Cause.NOT_BY_DEFINITION))
                .extracting(Refusal::explanation)
                .isEqualTo(
                        "step 1 of case \"C-1\" cannot be erased: its definition declares that steps are not erasable");
        assertThat(database.content()).isEqualTo(before);
        assertThat(
                        database.rows(
                                "SELECT COUNT(*) FROM workflow_transition WHERE workflow = 'kept-review' AND transition = '(erase)'"))
                .containsExactly("[0]");
        assertThatThrownBy(() -> database.sql("INSERT INTO workflow_transition"
                        + " (workflow, version, from_state, transition, to_state)"
                        + " VALUES ('kept-review', 1, 'CREATED', '(erase)', 'CREATED')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("workflow_transition_closed");
        assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
    }

    private static Definition withReminder() {
        List<WorkflowTransition> transitions = new ArrayList<>(Arrays.asList(CaseReview.Transition.values()));
        transitions.add(new Reminder());
        return Definition.of("reminding-review", 1, Arrays.asList(State.values()), transitions, CaseReview.VOCABULARY);
    }

    private record Reminder() implements WorkflowTransition {
        @Override
        public String id() {
            return "REMIND";
        }

        @Override
        public State from() {
            return State.UNDER_REVIEW;
        }

        @Override
        public State to() {
            return State.UNDER_REVIEW;
        }

        @Override
        public List<Condition> guard() {
            return List.of();
        }
    }

    private static Refusal refusal(Outcome<?> outcome) {
        return ((Refused<?>) outcome).refusal();
    }
}
