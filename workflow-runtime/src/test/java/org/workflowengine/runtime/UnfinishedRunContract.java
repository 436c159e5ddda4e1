package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.CheckpointException;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A verification that was cut off goes on where it was, and comes to the same end. */
abstract class UnfinishedRunContract {
    private static final Decision BY_ALICE = by("alice").because("received");
    private static final Sealer KEY =
            Sealer.hmacSha256("2026", "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    /** The last two are in another order on H2, which reads them apart. */
    private static final List<String> IDS =
            List.of("A", "B", "C", "D", "E", "F", "G", "\u00E9", "\uFB01", "\uD83D\uDE00");

    private final TestDatabase database;
    private final WorkflowRuntime runtime;
    private final Engine reviews;

    @TempDir
    private Path folder;

    private int files;

    UnfinishedRunContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime(RuntimeOptions.defaults().sealer(KEY));
        this.reviews = Engine.on(runtime);
        IDS.forEach(
                id -> reviews.open(id, BY_ALICE).orThrow().startReview(BY_ALICE).orThrow());
        reviews.erase("B", 1, by("dpo").because("article 17")).orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** As if the power went off after some ranges. */
    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private Path target() {
        return folder.resolve("checkpoint-" + ++files);
    }

    private static Path notes(Path target) {
        return target.resolveSibling(target.getFileName() + ".unfinished");
    }

    private Verification writing(Path target, Path... since) {
        Verification verification = runtime.verification().writing(target).inRangesOf(2);
        return since.length == 0 ? verification : verification.since(since);
    }

    private static void cut(Verification verification, int ranges) {
        int[] told = {0};
        assertThatThrownBy(() -> verification.verifyAll(finding -> {}, (entries, all) -> {
                    if (++told[0] == ranges) {
                        throw new Cut();
                    }
                }))
                .isInstanceOf(Cut.class);
    }

    /** What is written but for the times, and what depends on them. */
    private static List<String> listed(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !Set.of("taken", "verified", "root", "seal").contains(line.split(" ")[0]))
                .toList();
    }

    private static String counted(Verdict verdict) {
        return verdict.toString() + verdict.imported() + " " + verdict.sealsNotChecked();
    }

    @Test
    void itComesToTheSameEndWhereverItIsCutOff() throws Exception {
        Path whole = target();
        Verdict expected = writing(whole).verifyAll();
        assertThat(expected).hasToString("intact, 1 erased: 10 cases, 21 entries");
        int cuts = 0;
        for (int ranges = 1; ranges <= 6; ranges++) {
            Path target = target();
            cut(writing(target), ranges);
            cuts++;
            assertThat(target).doesNotExist();
            String begun = SinceContract.line(notes(target), "begun ");
            // Again in another place, and then to the end.
            cut(writing(target), Math.min(6, ranges + 1));
            Verdict verdict = writing(target).verifyAll();
            assertThat(counted(verdict)).isEqualTo(counted(expected));
            assertThat(listed(target)).isEqualTo(listed(whole));
            assertThat(SinceContract.line(target, "verified ")).isEqualTo(begun);
            assertThat(verdict.lastFullRun()).hasToString("Optional[" + begun + "]");
            assertThat(notes(target)).doesNotExist();
            assertThat(runtime.verification().against(target).verifyAll().isIntact())
                    .isTrue();
        }
        assertThat(cuts).isEqualTo(6);
    }

    /** The power may go off in the middle of a line. */
    @Test
    void onlySoundBlocksAreBelieved() throws Exception {
        Path target = target();
        cut(writing(target), 5);
        byte[] notes = Files.readAllBytes(notes(target));
        int sound = new String(notes, StandardCharsets.US_ASCII).split("\nsound ").length;
        assertThat(sound).isGreaterThan(4);
        for (int length = 0; length <= notes.length; length += length < 20 ? 1 : 61) {
            Path again = target();
            Files.write(notes(again), Arrays.copyOf(notes, length));
            if (length > 0 && length <= "workflow-verification 1".length()) {
                // It could be any other file.
                assertThatThrownBy(() -> writing(again).verifyAll())
                        .isInstanceOf(CheckpointException.class)
                        .hasMessageContaining("is not of an unfinished verification");
                assertThat(notes(again)).hasSize(length);
            } else {
                assertThat(writing(again).verifyAll()).hasToString("intact, 1 erased: 10 cases, 21 entries");
            }
        }
    }

    @Test
    void whatWasVerifiedIsNotVerifiedAgainUnlessItHasMoved() throws Exception {
        Path target = target();
        cut(writing(target), 3);
        assertThat(Files.readString(notes(target)))
                .contains("\ncase A 2 ", "\ncase D 2 ")
                .doesNotContain("\ncase G ");
        reviews.fire("C", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
        reviews.open("Aa", BY_ALICE).orThrow();
        CaseReview.install(runtime, CaseReview.definition("case-review", 2));
        Unprotected unprotected = new Unprotected(database);
        unprotected.begin();
        database.sql("UPDATE workflow_audit SET reason = 'another' WHERE case_id IN ('A', 'C', 'G') AND seq = 1");
        assertThat(writing(target).verifyAll().findings())
                .as("A is where it was")
                .extracting(Finding::id)
                .containsExactly("C", "G");
        // The run has come to its end, and the next one looks at everything.
        assertThat(target).doesNotExist();
        assertThat(notes(target)).doesNotExist();
        assertThat(writing(target).verifyAll().faults()).isEqualTo(3);
    }

    @Test
    void whatWasThereAndIsGoneIsFound() throws Exception {
        Path target = target();
        cut(writing(target), 3);
        new Unprotected(database).begin();
        database.sql("DELETE FROM workflow_case WHERE case_id = 'B'");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'B'");
        assertThat(writing(target).verifyAll().findings())
                .singleElement()
                .asString()
                .startsWith("\"B\" #3: expected what the checkpoint lists, digest ")
                .endsWith(", found nothing");
    }

    /** A run that is cut off after a finding tells it again. */
    @Test
    void theNotesEndAtTheFirstFinding() throws Exception {
        Path target = target();
        new Unprotected(database).begin();
        database.sql("UPDATE workflow_audit SET reason = 'another' WHERE case_id IN ('D', 'F') AND seq = 1");
        database.sql("INSERT INTO workflow_audit SELECT * FROM good_workflow_audit WHERE case_id = 'A'");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'A'");
        database.sql("DELETE FROM workflow_case WHERE case_id = 'B'");
        List<String> expected = new ArrayList<>();
        runtime.verification().verifyAll(finding -> expected.add(finding.toString()), (entries, all) -> {});
        for (int ranges = 1; ranges <= 6; ranges++) {
            cut(writing(target), ranges);
            assertThat(Files.readString(notes(target))).doesNotContain("\ncase D ", "\ncase E ");
        }
        List<String> found = new ArrayList<>();
        writing(target).verifyAll(finding -> found.add(finding.toString()), (entries, all) -> {});
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aRunSinceACheckpointGoesOnToo() throws Exception {
        Path first = target();
        assertThat(writing(first).verifyAll().isIntact()).isTrue();
        IDS.forEach(id -> reviews.fire(id, "ESCALATE", ALL_TRUE, BY_ALICE).orThrow());
        reviews.open("H", BY_ALICE).orThrow();
        Path whole = target();
        Verdict expected = writing(whole, first).verifyAll();
        assertThat(expected).hasToString("intact, 1 erased: 11 cases, 32 entries");
        for (int ranges = 1; ranges <= 6; ranges++) {
            Path target = target();
            cut(writing(target, first), ranges);
            assertThat(counted(writing(target, first).verifyAll())).isEqualTo(counted(expected));
            assertThat(listed(target)).isEqualTo(listed(whole));
            assertThat(SinceContract.line(target, "verified ")).isEqualTo(SinceContract.line(first, "verified "));
        }
    }

    /** Anybody who can write the file could otherwise have a case left out. */
    @Test
    void whatTheKeyHasNotSealedIsNotBelieved() throws Exception {
        Path target = target();
        cut(writing(target), 2);
        String good = Files.readString(notes(target));
        assertThat(good).contains("\nseal ");
        Path whole = target();
        runtime.verification().writing(whole).verifyAll();
        String forgery = "case F " + SinceContract.line(whole, "case F ") + " 2 0 0 0 0\n";
        new Unprotected(database).begin();
        database.sql("UPDATE workflow_audit SET reason = 'another' WHERE case_id = 'F' AND seq = 1");
        String forged = good + forgery;
        String sound = forged + "sound " + sha256(forged) + "\n";
        for (String text : List.of(
                sound, sound + "seal " + "00".repeat(32) + "\n", sound + good.substring(good.lastIndexOf("seal ")))) {
            Path again = target();
            Files.writeString(notes(again), text);
            assertThat(writing(again).verifyAll().findings())
                    .extracting(Finding::id)
                    .containsExactly("F");
        }
        // Without a key the file is believed, and docs/how-to/verify-every-night.md says so.
        WorkflowRuntime unsealed =
                WorkflowRuntime.on(database.pool(), RuntimeOptions.defaults().schemaMode(SchemaMode.NONE));
        Path again = target();
        cut(unsealed.verification().writing(again).inRangesOf(2), 2);
        String begun = Files.readString(notes(again)) + forgery;
        Files.writeString(notes(again), begun + "sound " + sha256(begun) + "\n");
        assertThat(unsealed.verification()
                        .writing(again)
                        .inRangesOf(2)
                        .verifyAll()
                        .isIntact())
                .isTrue();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aRunWithOtherDemandsIsNotGoneOnWith() throws Exception {
        Path target = target();
        cut(writing(target), 3);
        Digest trusted = CaseReview.DEFINITION.fingerprint();
        for (Verification other : List.of(
                writing(target).trusting(List.of(trusted)),
                writing(target).demanding(runtime.installation()),
                writing(target).formerUnsealed())) {
            assertThatThrownBy(other::verifyAll)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("other demands")
                    .hasMessageContaining("or delete the file to begin again");
        }
        try (WorkflowRuntime elsewhere = WorkflowRuntime.inMemory()) {
            assertThatThrownBy(() -> elsewhere.verification().writing(target).verifyAll())
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("another database");
        }
        assertThat(writing(target).verifyAll().isIntact()).isTrue();
    }

    @Test
    void twoRunsDoNotWriteTheSameFile() {
        Path target = target();
        List<Throwable> second = new ArrayList<>();
        Verdict verdict = writing(target).verifyAll(finding -> {}, (entries, all) -> {
            try {
                writing(target).verifyAll();
            } catch (CheckpointException e) {
                second.add(e);
            }
        });
        assertThat(verdict.isIntact()).isTrue();
        assertThat(second)
                .hasSizeGreaterThan(4)
                .allSatisfy(failure -> assertThat(failure).hasMessageContaining("another verification is writing to "));
    }
}
