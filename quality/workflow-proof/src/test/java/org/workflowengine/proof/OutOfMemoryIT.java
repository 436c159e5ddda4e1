package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.EndedProcess;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * Memory runs out in the middle of a move, wherever that may be, and the process ends at once, as {@code docs/explanation/guarantees.md}
 * advises: what was acknowledged is there, and nothing else, and the next process goes on with the same file. Without that option H2 goes on
 * with what it has half done: it has been seen to spin permanently in MVStore.registerVersionUsage, and a step that it had acknowledged was
 * missing in the file later. If a process does not answer all the same, it is killed.
 */
class OutOfMemoryIT {
    /** Far more than a request takes, and less than H2's pool waits for a connection; how long somebody waits who then kills. */
    private static final int PATIENCE_SECONDS = 25;

    private static final int LONGEST_LIFE = 80;
    /** What the JVM itself says, on the same stream. */
    private static final String LAST_WORDS = "Terminating due to java.lang.OutOfMemoryError";

    private static final String KILLED = "killed, because it answered no more";

    @TempDir
    private Path folder;

    @Test
    void whateverIsAnsweredIsTrue() throws Exception {
        try (Run run = Run.whole("out of memory", Databases.H2_FILE.toString())) {
            run.count(KILLED, 0);
            int requests = run.times(20);
            Path file = folder.resolve("reviews");
            Journal journal = new Journal();
            int left = requests;
            for (int life = 0; left > 0; life++) {
                long before = journal.count();
                boolean killed = live(run, file, journal, life, Math.min(LONGEST_LIFE, left));
                assertThat(journal.count())
                        .as("a life in which nothing was asked")
                        .isGreaterThan(before);
                left -= (int) (journal.count() - before);
                if (killed || left <= 0) {
                    check(run, file, journal);
                    file = folder.resolve("reviews" + life);
                    journal = new Journal();
                }
            }
            assertThat(run.counted("applied")).isPositive();
            assertThat(run.counted("died of it")).isPositive();
            run.proven("violations");
        }
    }

    /** Lets a process live until it ends; whether it had to be killed. */
    private static boolean live(Run run, Path file, Journal journal, int life, int requests) throws Exception {
        Process process = Child.start(
                StarvedEngine.class,
                List.of("-Xmx40m", "-XX:+ExitOnOutOfMemoryError"),
                file.toString(),
                Long.toString(run.seed() + life),
                Integer.toString(requests),
                "life" + life);
        try (Watch watch = new Watch(process, PATIENCE_SECONDS)) {
            listen(process, journal, watch);
            int exit = EndedProcess.exit(process);
            boolean killed = watch.threads() != null;
            run.count(KILLED, killed ? 1 : 0);
            run.count("died of it", !killed && exit != 0 ? 1 : 0);
            assertThat(run.counted(KILLED)).as(watch.threads()).isLessThanOrEqualTo(run.times(10));
            return killed;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Writes down what the process says until it ends. */
    private static void listen(Process process, Journal journal, Watch watch) throws Exception {
        Client.Request asked = null;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = out.readLine()) != null) {
                watch.heard();
                if (line.startsWith(LAST_WORDS)) {
                    continue;
                }
                String[] words = line.split(" ");
                Client.Request request = Client.Request.of(line.substring(line.indexOf(' ') + 1));
                if (words[0].equals("ASKING")) {
                    asked = request;
                    continue;
                }
                asked = null;
                Verdict verdict = Verdict.valueOf(words[0]);
                if (verdict == Verdict.APPLIED) {
                    journal.acknowledged(request, Long.parseLong(words[7]), words[8]);
                } else {
                    journal.answered(request, verdict);
                }
            }
        }
        if (asked != null) {
            journal.answered(asked, Verdict.NONE);
        }
    }

    /** The file holds what was answered, and a process with enough memory can continue with it. */
    private static void check(Run run, Path file, Journal journal) throws Exception {
        try (TestDatabase database = TestDatabase.inFile(file)) {
            assertThat(new Invariants(database.dataSource(), Reviews.DEFINITION).violations(journal))
                    .isEmpty();
            Engine reviews = Engine.on(WorkflowRuntime.on(database.dataSource()));
            assertThat(reviews.open("afterwards", Decision.by("alice").because("there is memory again"))
                            .isApplied())
                    .isTrue();
        }
        run.count("requests", journal.count());
        for (Verdict verdict : Verdict.values()) {
            run.count(verdict.name().toLowerCase(Locale.ROOT), journal.count(verdict));
        }
    }
}
