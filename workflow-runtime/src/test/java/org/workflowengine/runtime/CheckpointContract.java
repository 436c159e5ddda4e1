package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.audit.Checkpoint;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.CheckpointException;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Where every case stands is written down, every day what has moved, and later compared with what is stored. */
abstract class CheckpointContract {
    private static final Decision BY_ALICE = by("alice").because("received");

    /** In the order of the bytes of their UTF-8, which in UTF-16 is another one. */
    private static final List<String> IDS = List.of(
            "1",
            "A",
            "A-B",
            "A\uFB01",
            "A\uFB01-1",
            "A\uD83D\uDE00",
            "A\uD83D\uDE00-1",
            "a",
            "\u00E9",
            "\uFB01",
            "\uD83D\uDE00");

    final TestDatabase database;
    final Unprotected unprotected;
    final WorkflowRuntime runtime;
    private final Engine reviews;

    @TempDir
    private Path folder;

    private int files;

    CheckpointContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.unprotected = new Unprotected(database);
        this.runtime = WorkflowRuntime.on(
                database.dataSource(), RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE));
        this.reviews = Engine.on(runtime);
        for (int i = 0; i < IDS.size(); i++) {
            // Not in their order.
            reviews.open(IDS.get(i * 7 % IDS.size()), BY_ALICE).orThrow();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void casesAreInTheOrderOfTheBytesOfTheirIds() throws Exception {
        Path file = full();
        assertThat(listed(file))
                .containsExactly(
                        "1 1",
                        "A 1",
                        "A-B 1",
                        "A%EF%AC%81 1",
                        "A%EF%AC%81-1 1",
                        "A%F0%9F%98%80 1",
                        "A%F0%9F%98%80-1 1",
                        "a 1",
                        "%C3%A9 1",
                        "%EF%AC%81 1",
                        "%F0%9F%98%80 1");
        assertThat(runtime.verification().against(file).verifyAll())
                .hasToString("intact: " + IDS.size() + " cases, " + IDS.size() + " entries");
        for (String id : IDS) {
            assertThat(runtime.verification().against(file).verify(id)).hasToString("intact: 1 cases, 1 entries");
        }
    }

    @Test
    void progressIsShownOverAllParts() throws Exception {
        List<String> progress = new ArrayList<>();
        runtime.verification()
                .against(full())
                .verifyAll(finding -> {}, (entries, all) -> progress.add(entries + "/" + all));
        assertThat(progress).containsExactly(IDS.size() + "/" + IDS.size());
    }

    @Test
    void everyCaseThatIsTakenOutIsMissed() throws Exception {
        Path file = full();
        database.dropTriggers();
        for (String id : IDS) {
            database.sql("DELETE FROM workflow_case WHERE case_id = ?", id);
            database.sql("DELETE FROM workflow_audit WHERE case_id = ?", id);
        }
        assertThat(runtime.verification().verifyAll().isIntact())
                .as("nothing shows without a checkpoint")
                .isTrue();
        assertThat(runtime.verification().against(file).verifyAll().findings())
                .allSatisfy(finding -> assertThat(finding.toString())
                        .startsWith(Finding.Subject.CASE == finding.subject() ? "" : "not about a case")
                        .contains(" #1: expected what the checkpoint lists, digest ")
                        .endsWith(", found nothing"))
                .extracting(Finding::id)
                .containsExactlyInAnyOrderElementsOf(IDS);
        Verdict one = runtime.verification().against(file).verify("A");
        assertThat(one.isBroken()).isTrue();
    }

    @Test
    void onlyWhatHasMovedIsListed() throws Exception {
        Path first = full();
        Path nothing = since(first);
        assertThat(listed(nothing)).isEmpty();
        reviews.fire("A\uD83D\uDE00", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        reviews.erase("a", 1, BY_ALICE).orThrow();
        reviews.open("A\uFB02", BY_ALICE).orThrow();
        Path moved = since(first, nothing);
        assertThat(listed(moved)).containsExactly("A%EF%AC%82 1", "A%F0%9F%98%80 2", "a 2");
        reviews.fire("A\uD83D\uDE00", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
        CaseReview.install(runtime, CaseReview.definition("case-review", 2));
        Path last = since(first, nothing, moved);
        assertThat(listed(last)).containsExactly("A%F0%9F%98%80 3");
        assertThat(Files.readString(last)).contains("definition case-review 2 ").doesNotContain("case-review 1");
        assertThat(runtime.verification()
                        .against(first, nothing, moved, last)
                        .verifyAll()
                        .isIntact())
                .isTrue();
        // All that was ever listed must be there, not the newest alone.
        unprotected.begin();
        database.sql(
                "UPDATE workflow_audit SET digest = " + database.binary("00".repeat(32))
                        + " WHERE case_id = ? AND seq = 1",
                "A\uD83D\uDE00");
        assertThat(runtime.verification()
                        .against(first, nothing, moved, last)
                        .verifyAll()
                        .findings())
                .anySatisfy(
                        finding -> assertThat(finding.toString()).contains("#1: expected what the checkpoint lists"));
    }

    @Test
    void noCheckpointIsTakenSinceOneThatNothingGoesOnFrom() throws Exception {
        reviews.fire("A", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        Path file = full();
        unprotected.begin();
        database.sql("DELETE FROM workflow_case WHERE case_id = ?", "\uFB01");
        assertThatThrownBy(() -> since(file))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining("an earlier checkpoint lists step 1 of it with ")
                .hasMessageContaining("found nothing: verify against the earlier checkpoints");
        assertThatThrownBy(() -> since(full(), file)).isInstanceOf(CheckpointException.class);
        assertThat(listed(full())).hasSize(IDS.size() - 1);
    }

    /** What is wrong with the file says nothing about any history. */
    @Test
    void aDamagedFileIsNotAChangedHistory() throws Exception {
        Path good = full();
        String text = Files.readString(good);
        Path cut = file(text.substring(0, text.length() / 2));
        Verdict damaged = runtime.verification().against(cut).verifyAll();
        assertThat(damaged.isIntact()).isFalse();
        assertThat(damaged.isBroken()).isFalse();
        assertThat(damaged)
                .asString()
                .isEqualTo("checkpoint not accepted, 1 findings: " + IDS.size() + " cases, " + IDS.size() + " entries");
        assertThat(damaged.findings()).extracting(Finding::subject).containsExactly(Subject.CHECKPOINT);
        assertThat(runtime.verification().against(cut).verify("A").isBroken()).isFalse();
        Verdict missing = runtime.verification().against(cut).verify("B");
        assertThat(missing.findings())
                .extracting(Finding::subject)
                .containsExactly(Subject.CHECKPOINT, Subject.NO_CASE);
        assertThat(missing.isBroken()).isTrue();
        try (WorkflowRuntime other = WorkflowRuntime.inMemory()) {
            Verdict elsewhere = other.verification().against(good).verifyAll();
            assertThat(elsewhere.isBroken()).isFalse();
            assertThat(elsewhere.findings())
                    .singleElement()
                    .asString()
                    .contains("expected a checkpoint of installation " + other.installation() + ", found one of "
                            + runtime.installation());
        }
        reviews.fire("A", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
        Path later = full();
        unprotected.begin();
        database.sql("UPDATE workflow_audit SET digest = " + database.binary("00".repeat(32)) + " WHERE case_id = 'A'"
                + " AND seq = 1");
        Verdict changed = runtime.verification().against(good).verifyAll();
        assertThat(changed.isBroken()).isTrue();
        assertThat(changed.findings()).extracting(Finding::subject).containsOnly(Subject.CASE);
        assertThat(runtime.verification().against(later).verifyAll().isBroken()).isTrue();
    }

    @Test
    void aCheckpointIsSealedByWhoeverSeals() throws Exception {
        Sealer key = Sealer.hmacSha256("2026", "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        try (TestDatabase sealed = TestDatabase.inMemory()) {
            WorkflowRuntime keyed = sealed.runtime(RuntimeOptions.defaults().sealer(key));
            Engine.on(keyed).open("C-1", BY_ALICE).orThrow();
            StringBuilder out = new StringBuilder();
            Checkpoint taken = keyed.verification().checkpoint(out);
            assertThat(out.toString()).contains("root " + taken.root() + "\nseal HMAC-SHA-256 2026 ");
            assertThat(keyed.verification()
                            .against(file(out.toString()))
                            .verifyAll()
                            .isIntact())
                    .isTrue();
            Path stripped = file(out.substring(0, out.indexOf("seal ")));
            assertThat(keyed.verification().against(stripped).verifyAll().findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.subject()).isEqualTo(Subject.CHECKPOINT));
        }
    }

    private static List<String> listed(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("case "))
                .map(line -> line.substring(5, line.lastIndexOf(' ')))
                .toList();
    }

    Path full() throws IOException {
        StringBuilder out = new StringBuilder();
        runtime.verification().checkpoint(out);
        return file(out.toString());
    }

    private Path since(Path... earlier) throws IOException {
        StringBuilder out = new StringBuilder();
        runtime.verification().checkpoint(out, List.of(earlier));
        return file(out.toString());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("checkpoint-" + ++files), text, StandardCharsets.US_ASCII);
    }
}
