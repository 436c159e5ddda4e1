package org.workflowengine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.Workflows;
import org.workflowengine.runtime.fixture.Graph;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Somebody in the records department: holds a case for a lawsuit, and purges what has been kept for long enough. */
abstract class RetentionCliContract {
    private static final Decision BY_ALICE = by("alice").because("received");
    private static final Definition CLAIM =
            Graph.of("claim", 1, List.of(), "NEW -REVIEW-> REVIEW", "REVIEW -CLOSE-> CLOSED");
    private static final List<String> WHO =
            List.of("--actor", "records", "--reason", "kept for ten years", "--source", "workflow-cli", "--unsealed");

    private final TestDatabase database;

    @TempDir
    private Path folder;

    RetentionCliContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2016-01-01T00:00:00Z"));
        Workflows claims = Workflows.on(
                database.runtime(RuntimeOptions.defaults().clock(() -> now.getAndUpdate(time -> time.plusSeconds(1)))),
                List.of(CLAIM));
        for (int i = 1; i <= 4; i++) {
            claims.open("claim", "C-" + i, BY_ALICE).orThrow();
            if (i < 4) {
                claims.fire("claim", "C-" + i, "REVIEW", "{}", BY_ALICE).orThrow();
                claims.fire("claim", "C-" + i, "CLOSE", "{}", BY_ALICE).orThrow();
            }
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Console on(String... command) {
        List<String> all = new ArrayList<>(Arrays.asList(command));
        all.addAll(WHO);
        return Console.on(database, all.toArray(String[]::new));
    }

    private Console purge(String... more) {
        List<String> all = new ArrayList<>(
                List.of("purge", "--retention-class", "tax-10y", "--ended-before", "2026-01-01T00:00:00Z"));
        all.addAll(Arrays.asList(more));
        return on(all.toArray(String[]::new));
    }

    private List<Path> archived() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void whatIsHeldStaysAndTheRestGoes() throws Exception {
        Console held = on("hold", "C-2", "C-9", "--matter", "2026/4711");
        assertThat(held.code()).isEqualTo(3);
        assertThat(held.out().lines()).containsExactly("C-2: step 4", "there is no case \"C-9\"");
        assertThat(held.err()).contains("1 of 2 cases are as they were");

        assertThat(purge("--dry-run").out().strip())
                .isEqualTo("would delete 2 cases with 6 steps; kept: 1 held, 0 moved, 0 broken");
        Console done = purge("--archive", folder.toString());
        assertThat(done.code()).as(done.toString()).isZero();
        assertThat(done.out().lines())
                .containsExactly(
                        "C-2: kept, a legal hold stands",
                        "deleted 2 cases with 6 steps; kept: 1 held, 0 moved, 0 broken");
        assertThat(archived())
                .hasSize(2)
                .allSatisfy(bundle -> assertThat(
                                Console.run("verify", bundle.toString()).out())
                        .contains("intact: 1 cases, 3 entries"));
        assertThat(Console.on(database, "verify").out())
                .contains("intact, 2 purged, with tombstone: 2 cases, 5 entries");

        for (String reading : List.of("show", "export")) {
            Console gone = Console.on(database, reading, "C-1");
            assertThat(gone.code()).isEqualTo(3);
            assertThat(gone.err())
                    .contains("case \"C-1\" was purged at ")
                    .contains("tombstone 1; its id is never used again");
        }
        Console alone = Console.on(database, "verify", "--case", "C-1");
        assertThat(alone.code()).isEqualTo(3);
        assertThat(alone.err()).contains("case C-1 was purged: its tombstone is there");

        assertThat(on("release", "C-2", "--matter", "2026/4711").out().strip()).isEqualTo("C-2: step 5");
        assertThat(purge("--no-archive", "--at-most", "5", "--chunk", "1", "--workflow", "claim")
                        .out()
                        .strip())
                .isEqualTo("deleted 1 cases with 5 steps; kept: 0 held, 0 moved, 0 broken");
        assertThat(archived()).hasSize(2);
    }

    @Test
    void aWrongCallChangesNothing() throws Exception {
        List<String> before = database.content();
        wrong(purge(), "--archive <folder> is missing;");
        wrong(purge("--no-archive", "--archive", folder.toString()), "--archive is given, and --no-archive too");
        wrong(purge("--no-archive", "--chunk", "0"), "--chunk takes 1 to 1000");
        wrong(purge("--no-archive", "--at-most", "0"), "--at-most takes a number of cases, at least 1");
        wrong(purge("--no-archive", "--resting-before", "yesterday"), "--resting-before takes a time in UTC");
        wrong(on("purge", "--retention-class", "x", "--no-archive"), "--ended-before or --resting-before is missing");
        Console unknown = purge("--no-archive", "--workflow", "clam");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.err()).contains("workflow: found \"clam\", expected one of [claim]");
        assertThat(on("hold", "C-1", "--matter", " ").out()).contains("matter: found a blank text");
        assertThat(on("release", "C-1", "--matter", "M-1").out())
                .contains("case \"C-1\" is not held for \"M-1\"; no hold stands");
        assertThat(database.content()).isEqualTo(before);
    }

    private static void wrong(Console call, String message) {
        assertThat(call.code()).as(call.toString()).isEqualTo(2);
        assertThat(call.err()).startsWith(message);
    }

    @Test
    void aBrokenHistoryIsToldAndStays() throws Exception {
        database.dropTriggers();
        database.sql("UPDATE workflow_audit SET source = 'another' WHERE case_id = 'C-1' AND seq = 1");
        database.script(database.scripts().hardening());
        Console done = purge("--no-archive");
        assertThat(done.code()).isEqualTo(3);
        assertThat(done.out()).contains("C-1: kept, its history is not sound").contains("deleted 2 cases");
        assertThat(done.err()).contains("1 cases have a history that is not sound: verify them");
    }
}
