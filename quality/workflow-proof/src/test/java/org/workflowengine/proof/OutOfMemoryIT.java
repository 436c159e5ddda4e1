package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * Memory runs out in the middle of a move, wherever that may be: what was acknowledged is there, and nothing else. The process may
 * die of it; or H2 may never answer again (it has been seen to spin in MVStore.registerVersionUsage), and then somebody kills it. A new
 * process goes on with the same file.
 */
class OutOfMemoryIT {
    /** Far more than a request takes, which is a fraction of a second; how long somebody waits who then kills the process. */
    private static final int PATIENCE_SECONDS = 60;

    private static final int LONGEST_LIFE = 80;

    @TempDir
    private Path folder;

    @Test
    void whateverIsAnsweredIsTrue() throws Exception {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        try (Run run = Run.whole("out of memory", Databases.H2_FILE.toString())) {
            Path file = folder.resolve("reviews");
            Journal journal = new Journal();
            int requests = run.times(80, 20_000);
            for (int life = 0; journal.count() < requests; life++) {
                int left = Math.min(LONGEST_LIFE, requests - (int) journal.count());
                Process process = Child.start(
                        StarvedEngine.class,
                        List.of("-Xmx40m"),
                        file.toString(),
                        Long.toString(run.seed() + life),
                        Integer.toString(left),
                        "life" + life);
                long before = journal.count();
                try {
                    boolean killed = listen(process, journal, watch);
                    run.count("killed, because it answered no more", killed ? 1 : 0);
                    run.count("died of it", !killed && process.waitFor() != 0 ? 1 : 0);
                } finally {
                    process.destroyForcibly().waitFor();
                }
                assertThat(journal.count())
                        .as("a life in which nothing was asked")
                        .isGreaterThan(before);
            }
            try (TestDatabase database = TestDatabase.inFile(file)) {
                assertThat(new Invariants(database.dataSource(), Reviews.DEFINITION).violations(journal))
                        .isEmpty();
            }
            run.count("requests", journal.count());
            for (Verdict verdict : Verdict.values()) {
                run.count(verdict.name().toLowerCase(Locale.ROOT), journal.count(verdict));
            }
            assertThat(run.counted("applied")).isPositive();
            assertThat(run.counted("unchanged") + run.counted("none")).isPositive();
            run.proven("violations");
        } finally {
            watch.shutdownNow();
        }
    }

    /** Writes down what the process says until it ends; whether it had to be killed, because it said nothing any more. */
    private static boolean listen(Process process, Journal journal, ScheduledExecutorService watch) throws Exception {
        Client.Request asked = null;
        Future<?> kill = killLater(process, watch);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = out.readLine()) != null) {
                kill.cancel(false);
                kill = killLater(process, watch);
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
        boolean killed = !kill.cancel(false);
        if (asked != null) {
            journal.answered(asked, Verdict.NONE);
        }
        return killed;
    }

    /** Through its handle: Process.destroyForcibly would close the pipe, with what has been said in it. */
    private static Future<?> killLater(Process process, ScheduledExecutorService watch) {
        return watch.schedule(process.toHandle()::destroyForcibly, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
