package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.CheckpointException;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Verification since a checkpoint looks at what has moved, and finds in it all that a full run finds. */
abstract class SinceContract {
    private static final Decision BY_ALICE = by("alice").because("received");

    /** In the order of UTF-16, which H2 has, the last two are the other way round. */
    private static final List<String> OTHERS = List.of("A", "D-1", "D-2", "D-3", "\u00E9", "\uFB01", "\uD83D\uDE00");

    private static final List<String> MOVED = List.of("A", "C-1", "C-2");

    private static final String TOTAL = ": verify everything to learn where";

    final TestDatabase database;
    final WorkflowRuntime runtime;
    private final Unprotected unprotected;
    private final Engine reviews;

    @TempDir
    private Path folder;

    private int files;

    /** C-1 has an erasure, C-2 is under review, the others are open. */
    SinceContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.unprotected = new Unprotected(database);
        this.runtime = WorkflowRuntime.on(
                database.dataSource(), RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE));
        this.reviews = Engine.on(runtime);
        reviews.open("C-1", BY_ALICE).orThrow();
        for (String step : List.of("START_REVIEW", "ESCALATE", "APPROVE", "CLOSE")) {
            reviews.fire("C-1", step, ALL_TRUE, BY_ALICE.requestId(step)).orThrow();
        }
        reviews.open("C-2", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
        OTHERS.forEach(id -> reviews.open(id, BY_ALICE).orThrow());
    }

    @AfterEach
    void close() {
        database.close();
    }

    Path file() {
        return folder.resolve("checkpoint-" + ++files);
    }

    /** A full run, with its checkpoint. */
    Path full() {
        Path file = file();
        assertThat(runtime.verification().writing(file).verifyAll().isIntact()).isTrue();
        return file;
    }

    private Verdict since(Path... files) {
        return runtime.verification().since(files).inRangesOf(2).verifyAll();
    }

    @Test
    void onlyWhatHasMovedIsLookedAt() throws Exception {
        Path first = full();
        Instant run = Instant.parse(line(first, "verified "));
        assertThat(since(first))
                .hasToString("intact since the full run of " + run + ", 14 entries not looked at: 0 cases, 0 entries");
        reviews.fire("\uD83D\uDE00", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        reviews.open("B", BY_ALICE).orThrow();
        reviews.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
        Verdict verdict = since(first);
        assertThat(verdict)
                .hasToString("intact since the full run of " + run
                        + ", 8 entries not looked at, 1 erased: 3 cases, 9 entries");
        assertThat(verdict.notLookedAt()).isEqualTo(8);
        assertThat(verdict.lastFullRun()).contains(run);
        // A single case is verified whole.
        assertThat(runtime.verification().since(first).verify("A")).hasToString("intact: 1 cases, 1 entries");
    }

    @Test
    void aSeriesHandsOnWhenEverythingWasVerified() throws Exception {
        Path first = full();
        reviews.fire("A", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        Path second = file();
        Verdict written = runtime.verification().since(first).writing(second).verifyAll();
        assertThat(written.checkpoint().orElseThrow().cases()).isEqualTo(1);
        assertThat(written.checkpoint().orElseThrow().root().hex()).isEqualTo(line(second, "root "));
        assertThat(Files.readString(second)).contains("\nsince " + line(first, "root ") + "\nverified ");
        assertThat(line(second, "verified ")).isEqualTo(line(first, "verified "));
        reviews.fire("A", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
        assertThat(since(first, second).entries()).isEqualTo(3);
        assertThat(since(first, second).lastFullRun()).contains(Instant.parse(line(first, "verified ")));
        assertThat(runtime.verification().against(first, second).verifyAll())
                .hasToString("intact: 9 cases, 16 entries");
        // What a checkpoint without verification lists was not looked at: so it is now.
        StringBuilder plain = new StringBuilder();
        runtime.verification().checkpoint(plain, List.of(first, second));
        Path third = Files.writeString(file(), plain, StandardCharsets.US_ASCII);
        Verdict unknown = since(first, second, third);
        assertThat(unknown.lastFullRun()).isEmpty();
        assertThat(unknown)
                .hasToString("intact, no full run is recorded, 13 entries not looked at: 1 cases, 3 entries");
        assertThatThrownBy(() -> runtime.verification().writing(first).verifyAll())
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("already exists and is not overwritten");
    }

    @Test
    void nothingIsWrittenWithoutProof() throws Exception {
        unprotected.begin();
        database.sql("UPDATE workflow_audit SET reason = 'another' WHERE case_id = 'C-2' AND seq = 1");
        Path file = file();
        Verdict verdict = runtime.verification().writing(file).verifyAll();
        assertThat(verdict.isBroken()).isTrue();
        assertThat(verdict.checkpoint()).isEmpty();
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void filesThatCannotBeBelievedLeadToAFullRun() throws Exception {
        Path first = full();
        Path damaged = Files.writeString(file(), Files.readString(first).replace("C-2", "C-3"));
        Verdict verdict = since(damaged);
        assertThat(verdict.isIntact()).isFalse();
        assertThat(verdict.isBroken()).isFalse();
        assertThat(verdict.entries()).isEqualTo(14);
        assertThat(verdict.notLookedAt()).isZero();
        assertThat(verdict.lastFullRun()).isPresent();
        try (WorkflowRuntime other = WorkflowRuntime.inMemory()) {
            Verdict elsewhere = other.verification().since(first).verifyAll();
            assertThat(elsewhere.findings()).extracting(Finding::subject).containsExactly(Subject.CHECKPOINT);
            assertThat(elsewhere.lastFullRun().orElseThrow()).isAfter(Instant.parse(line(first, "verified ")));
        }
    }

    /** Whatever is done to a case that has moved, or to a definition. */
    @Test
    void allThatAFullRunFindsInWhatHasMoved() throws Exception {
        Path first = full();
        reviews.fire("A", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        reviews.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
        reviews.fire("C-2", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
        unprotected.begin();
        List<String> wrong = new ArrayList<>();
        int changes = 0;
        for (Unprotected.Change change : unprotected.changes()) {
            if (unprotected.make(change)) {
                changes++;
                compare(change.toString(), first, wrong);
                unprotected.undo(change);
            }
        }
        for (String attack : unprotected.attacks()) {
            database.sql(attack);
            compare(attack, first, wrong);
            unprotected.restore();
        }
        assertThat(wrong).isEmpty();
        assertThat(changes).isGreaterThan(150);
    }

    /**
     * Everything that the full run finds of definitions, tables and cases that have moved is found, and nothing else but that the total
     * differs. If the full run finds something in other cases alone, the total differs.
     */
    private void compare(String what, Path first, List<String> wrong) {
        List<String> full = told(runtime.verification().against(first));
        List<String> since = told(runtime.verification().since(first).inRangesOf(2));
        List<String> more = new ArrayList<>(since);
        more.removeAll(full);
        more.removeIf(finding -> finding.endsWith(TOTAL));
        List<String> missed = new ArrayList<>(full);
        missed.removeAll(since);
        // The full run tells of each case that is listed that no entry of it could be read.
        boolean isUnreadable = since.stream().anyMatch(finding -> finding.contains("rows that can be read"));
        missed.removeIf(finding -> finding.startsWith("\"")
                && (isUnreadable || MOVED.stream().noneMatch(id -> finding.startsWith("\"" + id + "\" "))));
        if (!missed.isEmpty() || !more.isEmpty() || since.isEmpty() != full.isEmpty()) {
            wrong.add(what + ": missed " + missed + ", told beside " + more + ", in all " + since.size());
        }
    }

    private static List<String> told(Verification verification) {
        List<String> told = new ArrayList<>();
        // Of two rows with the same key, either may come first.
        verification.verifyAll(
                finding -> told.add(finding.toString().replaceAll("[0-9a-f]{64}", "*")), (entries, all) -> {});
        return told;
    }

    /** As docs/how-to/verify-every-night.md says. */
    @Test
    void whatIsFoundInCasesThatHaveNotMoved() throws Exception {
        reviews.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
        Path first = full();
        unprotected.begin();
        String steps = "INSERT INTO workflow_audit SELECT * FROM good_workflow_audit WHERE ";
        String c2 = " WHERE case_id = 'C-2'";
        found(first, "UPDATE workflow_case SET state = 'CREATED'" + c2);
        found(first, "UPDATE workflow_case SET version = 2" + c2);
        found(first, "UPDATE workflow_case SET workflow = 'other'" + c2);
        found(first, "UPDATE workflow_case SET seq = 1" + c2);
        found(first, "UPDATE workflow_case SET digest = " + database.binary("00".repeat(32)) + c2);
        found(first, "UPDATE workflow_case SET moved_at = '2026-01-01 00:00:00'" + c2);
        found(first, "UPDATE workflow_case SET entered_at = '2026-01-01 00:00:00'" + c2);
        // Its newest step kept the state.
        found(first, "UPDATE workflow_case SET entered_at = '2026-01-01 00:00:00' WHERE case_id = 'C-1'");
        found(first, "UPDATE workflow_case SET holds = 1" + c2);
        found(first, "DELETE FROM workflow_case" + c2);
        found(first, "DELETE FROM workflow_case" + c2, "DELETE FROM workflow_audit" + c2);
        // Only the total tells.
        total(first, "DELETE FROM workflow_audit" + c2);
        total(first, "DELETE FROM workflow_audit" + c2 + " AND seq = 1");
        total(first, steps + "case_id = 'C-2' AND seq = 1");
        total(first, steps + "case_id = 'C-1' AND seq < 6");
        total(first, "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3");
        // Missed until the next full run.
        missed(first, "UPDATE workflow_audit SET to_state = 'CLOSED'" + c2 + " AND seq = 1");
        missed(first, "UPDATE workflow_audit SET digest = previous_digest" + c2 + " AND seq = 1");
        missed(first, "UPDATE workflow_audit SET reason = 'another'" + c2 + " AND seq = 2");
        missed(first, "UPDATE workflow_audit SET actor_kind = 'SYSTEM'" + c2 + " AND seq = 2");
        missed(first, "UPDATE workflow_audit SET to_state = 'CLOSED'" + c2 + " AND seq = 2");
        missed(first, "UPDATE workflow_audit SET recorded_at = '2026-01-01 00:00:00'" + c2 + " AND seq = 2");
        missed(first, "UPDATE workflow_audit SET digest = " + database.binary("00".repeat(32)) + c2 + " AND seq = 2");
        missed(first, "UPDATE workflow_audit SET case_id = 'C-9'" + c2 + " AND seq = 1");
        missed(first, "DELETE FROM workflow_audit" + c2 + " AND seq = 1", steps + "case_id = 'C-1' AND seq = 1");
    }

    private void found(Path first, String... attack) throws SQLException {
        List<String> told = attacked(first, attack);
        assertThat(told).as(attack[0]).isNotEmpty();
        // The case is then verified whole.
        List<String> full = new ArrayList<>();
        attack(attack);
        full.addAll(told(runtime.verification().against(first)));
        unprotected.restore();
        told.removeIf(finding -> finding.endsWith(TOTAL));
        assertThat(told).as(attack[0]).containsExactlyInAnyOrderElementsOf(full);
    }

    private void total(Path first, String... attack) throws SQLException {
        assertThat(attacked(first, attack))
                .as(attack[0])
                .singleElement()
                .asString()
                .endsWith(TOTAL);
    }

    private void missed(Path first, String... attack) throws SQLException {
        assertThat(attacked(first, attack)).as(attack[0]).isEmpty();
        attack(attack);
        assertThat(told(runtime.verification())).as(attack[0]).isNotEmpty();
        unprotected.restore();
    }

    private List<String> attacked(Path first, String... attack) throws SQLException {
        attack(attack);
        List<String> told = told(runtime.verification().since(first).inRangesOf(2));
        unprotected.restore();
        return told;
    }

    private void attack(String... attack) throws SQLException {
        for (String each : attack) {
            assertThat(database.sql(each)).as(each).isPositive();
        }
    }

    /** Not only the first range is looked at, and what is listed and gone belongs to some range. */
    @Test
    void everyCaseThatIsTakenOutIsMissed() throws Exception {
        Path first = full();
        unprotected.begin();
        List<String> ids = new ArrayList<>(OTHERS);
        ids.addAll(List.of("C-1", "C-2"));
        database.sql("DELETE FROM workflow_case");
        database.sql("DELETE FROM workflow_audit");
        assertThat(since(first).findings())
                .allSatisfy(finding -> assertThat(finding.subject()).isEqualTo(Subject.CASE))
                .extracting(Finding::id)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    static String line(Path file, String begin) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow()
                .substring(begin.length());
    }
}
