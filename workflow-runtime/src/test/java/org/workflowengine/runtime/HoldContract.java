package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.bundle.BundleVerification;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.HeldAlready;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.Refusal.NotErasable;
import org.workflowengine.runtime.core.Refusal.NotHeld;
import org.workflowengine.runtime.core.Refusal.OnHold;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.IndependentAuditor;

/** While a legal hold stands, nothing of the case is erased, by whatever door somebody comes. */
abstract class HoldContract {
    private static final Decision BY_COUNSEL = by("counsel").because("Smith v. Bank, preservation letter of May 4");
    private static final Decision BY_DPO = by("dpo").because("request 4711 under article 17");
    private static final Decision BY_CLERK = by("clerk").because("seen");

    private final TestDatabase database;
    private final WorkflowRuntime runtime;
    private final Loan.Engine engine;
    private final Workflows workflows;

    HoldContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime();
        Loan.Engine.of(runtime, Loan.FIRST);
        this.engine = Loan.Engine.of(runtime, Loan.SECOND);
        this.workflows = Workflows.on(runtime, List.of(Loan.SECOND));
    }

    @AfterEach
    void close() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(runtime.verification().verifyAll().findings()).isEmpty();
            assertThat(IndependentAuditor.faults(connection, Map.of())).isEmpty();
        } finally {
            database.close();
        }
    }

    /** C-1 is under review, at step 2. */
    private void underReview() {
        engine.open("C-1", BY_CLERK).orThrow().make("SUBMIT", BY_CLERK).orThrow();
    }

    private static Refusal refusal(Outcome<CaseHead> outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<CaseHead>) outcome).refusal();
    }

    private List<String> matters() {
        return engine.holds("C-1").stream()
                .map(entry -> entry.matter().orElseThrow())
                .toList();
    }

    @Test
    void aHoldIsAStepThatKeepsTheState() throws SQLException {
        underReview();
        CaseHead before = engine.head("C-1").orElseThrow();

        Applied<CaseHead> applied = (Applied<CaseHead>) engine.hold("C-1", "2026/4711", BY_COUNSEL);

        AuditEntry step = engine.atSeq("C-1", 3).orElseThrow();
        assertThat(step.transition()).isEqualTo("(hold)");
        assertThat(step.facts()).isEqualTo("{\"MATTER\":\"2026/4711\"}");
        assertThat(step.matter()).contains("2026/4711");
        assertThat(step.actor()).isEqualTo("counsel");
        assertThat(applied.seq()).isEqualTo(3);
        assertThat(applied.digest()).isEqualTo(step.digest());
        assertThat(applied.handle().state()).isEqualTo("REVIEW");
        assertThat(applied.handle().enteredAt()).isEqualTo(before.enteredAt());
        assertThat(engine.holds("C-1")).containsExactly(step);
        assertThat(database.rows("SELECT holds FROM workflow_case")).containsExactly("[1]");
        assertThat(engine.history("C-1").rebuild(Loan.SECOND).id()).isEqualTo("REVIEW");
        assertThat(engine.history("C-1").check(Loan.SECOND)).isEmpty();
    }

    @Test
    void nothingIsErasedWhileOneStands() throws SQLException {
        underReview();
        engine.hold("C-1", "2026/4711", BY_COUNSEL).orThrow();
        engine.hold("C-1", "tax audit 2025", BY_COUNSEL).orThrow();
        List<String> content = database.content();
        OnHold both = new OnHold("C-1", List.of("2026/4711", "tax audit 2025"));
        assertThat(refusal(engine.erase("C-1", 1, BY_DPO))).isEqualTo(both);
        assertThat(refusal(workflows.erase("C-1", 1, BY_DPO))).isEqualTo(both);
        assertThat(both.explanation())
                .isEqualTo(
                        "case \"C-1\" is held for \"2026/4711\", \"tax audit 2025\": nothing of it is erased, and it is not"
                                + " purged, until every matter is released");
        assertThat(database.content()).isEqualTo(content);

        engine.release("C-1", "2026/4711", BY_COUNSEL).orThrow();
        assertThat(refusal(engine.erase("C-1", 1, BY_DPO))).isEqualTo(new OnHold("C-1", List.of("tax audit 2025")));
        workflows.release("C-1", "tax audit 2025", BY_COUNSEL).orThrow();
        assertThat(matters()).isEmpty();
        engine.erase("C-1", 1, BY_DPO).orThrow();
        assertThat(runtime.verification().verifyAll()).hasToString("intact, 1 erased: 1 cases, 7 entries");
    }

    @Test
    void aMatterIsHeldOnceAtATimeAndReleasedOnce() {
        underReview();
        assertThat(refusal(engine.release("C-1", "M-1", BY_COUNSEL))).isEqualTo(new NotHeld("C-1", "M-1", List.of()));
        engine.hold("C-1", "M-1", BY_COUNSEL).orThrow();
        assertThat(refusal(engine.hold("C-1", "M-1", BY_COUNSEL))).isEqualTo(new HeldAlready("C-1", "M-1", 3));
        // Byte for byte.
        assertThat(refusal(engine.release("C-1", "m-1", BY_COUNSEL)))
                .isEqualTo(new NotHeld("C-1", "m-1", List.of("M-1")));
        engine.hold("C-1", "m-1", BY_COUNSEL).orThrow();
        engine.release("C-1", "M-1", BY_COUNSEL).orThrow();
        assertThat(refusal(engine.release("C-1", "M-1", BY_COUNSEL)))
                .isEqualTo(new NotHeld("C-1", "M-1", List.of("m-1")));
        engine.hold("C-1", "M-1", BY_COUNSEL).orThrow();
        assertThat(matters()).containsExactly("m-1", "M-1");
    }

    @Test
    void whoOrderedAHoldIsNeverErased() {
        underReview();
        engine.hold("C-1", "M-1", BY_COUNSEL).orThrow();
        engine.release("C-1", "M-1", BY_COUNSEL).orThrow();
        for (long seq : List.of(3L, 4L)) {
            assertThat(refusal(engine.erase("C-1", seq, BY_DPO)))
                    .isEqualTo(new NotErasable("C-1", seq, NotErasable.Cause.RECORDS_A_HOLD));
        }
    }

    @Test
    void finalAndOlderCasesAreHeldToo() {
        underReview();
        engine.load("C-1").make("APPROVE", by("boss").because("fine")).orThrow();
        assertThat(engine.hold("C-1", "M-1", BY_COUNSEL).orThrow().state()).isEqualTo("APPROVED");

        Loan.Engine first = Loan.Engine.of(runtime, Loan.FIRST);
        first.open("C-2", BY_CLERK).orThrow();
        CaseHead held = engine.hold("C-2", "M-1", BY_COUNSEL).orThrow();
        assertThat(held.version()).isEqualTo(1);
        assertThat(engine.holds("C-2")).hasSize(1);
        assertThat(workflows.hold("C-2", "M-2", BY_COUNSEL).orThrow().seq()).isEqualTo(3);
        assertThat(refusal(engine.erase("C-2", 1, BY_DPO))).isEqualTo(new OnHold("C-2", List.of("M-1", "M-2")));
        assertThat(workflows.release("C-2", "M-1", BY_COUNSEL).orThrow().seq()).isEqualTo(4);
    }

    @Test
    void theCaseMovesOnAndMigratesUnderAHold() throws SQLException {
        Loan.Engine first = Loan.Engine.of(runtime, Loan.FIRST);
        first.open("C-1", BY_CLERK).orThrow();
        first.hold("C-1", "M-1", BY_COUNSEL).orThrow();
        workflows.migrate("loan", "C-1", Map.of(), BY_CLERK).orThrow();
        engine.load("C-1").make("SUBMIT", BY_CLERK).orThrow();
        assertThat(matters()).containsExactly("M-1");
        assertThat(database.rows("SELECT holds FROM workflow_case")).containsExactly("[1]");
        assertThat(engine.history("C-1").check(Loan.FIRST, Loan.SECOND)).isEmpty();
    }

    @Test
    void sentTwiceItIsHeldOnce() {
        underReview();
        Decision decision = BY_COUNSEL.requestId("H-1");
        engine.hold("C-1", "M-1", decision).orThrow();
        Applied<CaseHead> again = (Applied<CaseHead>) engine.hold("C-1", "M-1", decision);
        assertThat(again.replayed()).isTrue();
        assertThat(again.seq()).isEqualTo(3);
        assertThat(refusal(engine.hold("C-1", "M-2", decision))).isEqualTo(new RequestIdReused("C-1", "H-1", 3));
        assertThat(refusal(engine.release("C-1", "M-1", decision))).isEqualTo(new RequestIdReused("C-1", "H-1", 3));
    }

    @Test
    void manyCasesInOneCall() throws SQLException {
        engine.applyAll(List.of(Request.opening("C-1", BY_CLERK), Request.opening("C-2", BY_CLERK)))
                .forEach(BulkOutcome::orThrow);
        List<BulkOutcome<Loan.Case>> outcomes = engine.applyAll(List.of(
                Request.hold("C-1", "M-1", BY_COUNSEL),
                Request.hold("C-2", "M-1", BY_COUNSEL),
                Request.hold("C-1", "M-2", BY_COUNSEL),
                Request.release("C-1", "M-1", BY_COUNSEL),
                Request.hold("C-1", "M-2", BY_COUNSEL),
                Request.move("C-2", "SUBMIT", new org.workflowengine.runtime.core.Facts(List.of()), BY_CLERK),
                Request.release("C-3", "M-1", BY_COUNSEL)));
        assertThat(outcomes.get(4).orThrow()).isEqualTo(new Refused<>(new HeldAlready("C-1", "M-2", 3)));
        assertThat(outcomes.get(6).orThrow()).isEqualTo(new Refused<>(new NoSuchCase("C-3")));
        assertThat(matters()).containsExactly("M-2");
        assertThat(database.rows("SELECT case_id, seq, holds FROM workflow_case ORDER BY case_id"))
                .containsExactly("[C-1, 4, 1]", "[C-2, 3, 1]");
    }

    @Test
    void aMatterIsAnId() {
        underReview();
        for (String matter : List.of("", " ", "a\nb", "x".repeat(65), "a\u200bb", " M-1", "\ud800")) {
            assertThat(refusal(engine.hold("C-1", matter, BY_COUNSEL)))
                    .as(matter)
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            input -> assertThat(input.field()).isEqualTo("matter"));
        }
        for (String matter : List.of("\"quoted\" \\ back", "Größe 2026 😀", "x".repeat(64), "(hold)", "%_'--")) {
            engine.hold("C-1", matter, BY_COUNSEL).orThrow();
            assertThat(matters()).endsWith(matter);
            engine.release("C-1", matter, BY_COUNSEL).orThrow();
        }
        assertThatThrownBy(() -> engine.holds("C-9"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(new NoSuchCase("C-9")));
    }

    @Test
    void aBundleShowsItsHolds(@TempDir Path folder) throws Exception {
        underReview();
        engine.hold("C-1", "M-1", BY_COUNSEL).orThrow();
        StringWriter bundle = new StringWriter();
        runtime.verification().export("C-1", bundle);
        assertThat(bundle.toString()).contains("{\\\"MATTER\\\":\\\"M-1\\\"}").doesNotContain("\"holds\"");
        assertThat(BundleVerification.of(Seals.none())
                        .verify(Files.writeString(folder.resolve("C-1.json"), bundle.toString())))
                .hasToString("intact: 1 cases, 3 entries");
    }

    /** What only verification sees, once the triggers are gone. */
    @Test
    void verificationFindsWhatTheSchemaWouldHaveRefused() throws SQLException {
        underReview();
        engine.hold("C-1", "M-1", BY_COUNSEL).orThrow();
        database.dropTriggers();
        database.sql("UPDATE workflow_case SET holds = 0");
        assertThat(found()).containsExactly("the case's holds 1 / 0");
        database.sql("UPDATE workflow_case SET holds = 1");
    }

    private List<String> found() {
        Verdict verdict = runtime.verification().verifyAll();
        return verdict.findings().stream()
                .map(finding -> finding.expected() + " / " + finding.found())
                .toList();
    }
}
