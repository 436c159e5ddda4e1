package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.EndedProcess;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The databases inside the process: a file that keeps what it has acknowledged, and a memory that is one's own. */
class EmbeddedTest {
    private static final Decision BY_ALICE = by("alice").because("claim received");

    @TempDir
    private Path folder;

    @Test
    void aFileSurvivesCloseAndReopen() throws Exception {
        Path file = folder.resolve("new folder").resolve("reviews ü");
        Case created;
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(file)) {
            created = Engine.on(runtime).open("C-1", BY_ALICE).orThrow();
        }
        assertThat(Files.exists(file.resolveSibling("reviews ü.mv.db"))).isTrue();
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(file)) {
            Engine reviews = Engine.on(runtime);
            assertThat(reviews.load("C-1")).isEqualTo(created);
            reviews.load("C-1").startReview(BY_ALICE).orThrow();
            assertThat(reviews.history("C-1").check(CaseReview.DEFINITION)).isEmpty();
        }
    }

    @Test
    void aFileIsShrunkWhenItIsClosed() throws Exception {
        Path file = folder.resolve("reviews");
        Path data = folder.resolve("reviews.mv.db");
        long open;
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(file)) {
            Engine reviews = Engine.on(runtime);
            for (int i = 0; i < 200; i++) {
                reviews.open("C-" + i, BY_ALICE).orThrow();
            }
            open = Files.size(data);
        }
        assertThat(Files.size(data)).isLessThan(open / 4);
    }

    @Test
    void aFileHoldsWhatItHasAcknowledged() throws Exception {
        Path file = folder.resolve("reviews");
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(file)) {
            assertThat(runtime).isNotNull();
            // A second connection to the database that the runtime has opened, with no settings of its own.
            assertThat(TestDatabase.at("jdbc:h2:async:" + file)
                            .rows("SELECT setting_value FROM information_schema.settings"
                                    + " WHERE setting_name = 'WRITE_DELAY'"))
                    .containsOnly("[0]");
        }
    }

    /** Another process opens the database, moves a case and is gone without closing anything. */
    @Test
    void whatWasAcknowledgedSurvivesTheEndOfTheProcess() throws Exception {
        Path file = folder.resolve("reviews");
        assertThat(inAnotherProcess(file)).isEqualTo("acknowledged");
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(file)) {
            Engine reviews = Engine.on(runtime);
            assertThat(reviews.load("C-1").seq()).isEqualTo(2);
            assertThat(reviews.history("C-1").check(CaseReview.DEFINITION)).isEmpty();
        }
    }

    @Test
    void aSecondProcessIsRefused() throws Exception {
        Path file = folder.resolve("reviews");
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(file)) {
            assertThat(runtime).isNotNull();
            assertThat(inAnotherProcess(file))
                    .isEqualTo("the database " + file + " is open in another process; stop that process, "
                            + "or let both use an H2 server through WorkflowRuntime.on(DataSource)");
        }
        assertThat(inAnotherProcess(file)).isEqualTo("acknowledged");
    }

    private static String inAnotherProcess(Path file) throws Exception {
        return EndedProcess.of(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Dfile.encoding=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AnotherProcess.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD))
                .output()
                .strip();
    }

    /** Opens a case and moves it, and halts: no shutdown hook runs, nothing is closed. */
    static final class AnotherProcess {
        private AnotherProcess() {}

        @SuppressWarnings("resource")
        public static void main(String[] arguments) {
            String answer;
            try {
                Engine reviews = Engine.on(WorkflowRuntime.embedded(Path.of(arguments[0])));
                reviews.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
                answer = "acknowledged";
            } catch (SetupException e) {
                answer = e.getMessage();
            }
            System.out.println(answer);
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }

    @Test
    void anInterruptedThreadDoesNotCloseTheDatabaseForOthers() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(folder.resolve("reviews"))) {
            Engine reviews = Engine.on(runtime);
            CountDownLatch begun = new CountDownLatch(1);
            Future<Integer> interrupted = threads.submit(() -> {
                int applied = 0;
                for (int i = 0; i < 100; i++) {
                    Thread.currentThread().interrupt();
                    try {
                        applied += reviews.open("I-" + i, BY_ALICE).isApplied() ? 1 : 0;
                    } catch (UnchangedException e) {
                        assertThat(reviews.find("I-" + i)).isEmpty();
                    }
                    begun.countDown();
                }
                return applied;
            });
            begun.await();
            for (int i = 0; i < 100; i++) {
                assertThat(reviews.open("C-" + i, BY_ALICE).isApplied()).isTrue();
            }
            int applied = interrupted.get();
            assertThat(reviews.cases().countByState()).containsEntry("CREATED", 100L + applied);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPathThatCannotBeUsedIsRefused() throws Exception {
        assertThatThrownBy(() -> WorkflowRuntime.embedded(folder.resolve("a;WRITE_DELAY=500")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("semicolon");
        Path notAFolder = Files.writeString(folder.resolve("file"), "text");
        assertThatThrownBy(() -> WorkflowRuntime.embedded(notAFolder.resolve("reviews")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("cannot be opened");
        Files.writeString(folder.resolve("other.mv.db"), "no database at all");
        assertThatThrownBy(() -> WorkflowRuntime.embedded(folder.resolve("other")))
                .isInstanceOf(SetupException.class);
    }

    @Test
    void twoDatabasesInMemoryAreTwo() {
        try (WorkflowRuntime one = WorkflowRuntime.inMemory();
                WorkflowRuntime two = WorkflowRuntime.inMemory()) {
            Engine.on(one).open("C-1", BY_ALICE).orThrow();
            assertThat(Engine.on(two).find("C-1")).isEmpty();
            assertThat(List.of(one, two)).doesNotHaveDuplicates();
        }
    }

    @Test
    void afterTheEndNothingIsDoneAndNothingIsPretended() {
        WorkflowRuntime runtime = WorkflowRuntime.inMemory();
        Engine reviews = Engine.on(runtime);
        reviews.open("C-1", BY_ALICE).orThrow();
        runtime.close();
        assertThatThrownBy(() -> reviews.open("C-2", BY_ALICE)).isInstanceOf(UnchangedException.class);
        assertThatThrownBy(() -> reviews.load("C-1")).isInstanceOf(UnchangedException.class);
    }

    @Test
    void aDataSourceThatWasHandedInStaysOpen() {
        try (TestDatabase database = TestDatabase.inMemory()) {
            WorkflowRuntime runtime = database.runtime();
            Engine reviews = Engine.on(runtime);
            runtime.close();
            assertThat(reviews.open("C-1", BY_ALICE).isApplied()).isTrue();
        }
    }
}
