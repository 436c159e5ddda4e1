package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The engine's process is killed ({@code kill -9}) again and again, on one database: nothing acknowledged is ever lost. */
class EngineKillsIT {
    /** A life ends this many acknowledgements after its birth at most, and a moment later. */
    private static final int LONGEST_LIFE = 30;

    private static final int LONGEST_MOMENT_MICROS = 20_000;

    /** Far more than a start or a request takes. */
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void onH2InAFile() throws Exception {
        try (Run run = Run.whole("kill -9 of the engine", Databases.H2_FILE.toString())) {
            inAFile(run, folder.resolve("reviews"), run.times(6));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"POSTGRESQL", "MARIADB"})
    void onAServer(Databases kind) throws Exception {
        try (Run run = Run.whole("kill -9 of the engine", kind.toString());
                TestDatabase database = kind.open(folder)) {
            Engine.on(database.runtime());
            Invariants invariants = new Invariants(database.pool(), Reviews.DEFINITION, SealKey.values());
            Journal journal = new Journal();
            for (int life = 0; life < run.times(kind == Databases.MARIADB ? 4 : 6); life++) {
                List<Client.Request> unanswered = live(run, journal, database.urlOfOwner(), life);
                checkAndSendAgain(run, database.pool(), invariants, journal, unanswered);
            }
            assertSomethingHappened(run);
        }
    }

    static void inAFile(Run run, Path file, int lives) throws Exception {
        Invariants invariants = null;
        Journal journal = new Journal();
        for (int life = 0; life < lives; life++) {
            List<Client.Request> unanswered = live(run, journal, file.toString(), life);
            try (TestDatabase database = TestDatabase.inFile(file)) {
                // The same one all the time, for it remembers every row that it has seen.
                invariants = invariants == null
                        ? new Invariants(database.dataSource(), Reviews.DEFINITION, SealKey.values())
                        : invariants.on(database.dataSource());
                checkAndSendAgain(run, database.dataSource(), invariants, journal, unanswered);
            }
        }
        assertSomethingHappened(run);
    }

    private static void assertSomethingHappened(Run run) {
        assertThat(run.counted("acknowledged")).isGreaterThan(run.counted("kills"));
        assertThat(run.counted("in flight")).isPositive();
        run.proven("lost acknowledgements");
        run.proven("half transitions");
    }

    /** Lets a process live and kills it; the requests of which nobody knows what has become. */
    private static List<Client.Request> live(Run run, Journal journal, String place, int life) throws Exception {
        Random random = run.random(life);
        Process process = Child.start(
                KilledEngine.class,
                List.of("-Xmx96m"),
                place,
                Long.toString(run.seed() + life),
                "life" + life,
                SealKey.values()[life % 2].name());
        Map<String, Client.Request> asked = new HashMap<>();
        int until = 1 + random.nextInt(LONGEST_LIFE);
        int acknowledged = 0;
        try (Watch watch = new Watch(process, PATIENCE_SECONDS);
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = out.readLine()) != null) {
                watch.heard();
                String[] words = line.split(" ");
                Client.Request request = Client.Request.of(line.substring(line.indexOf(' ') + 1));
                if (words[0].equals("ASKING")) {
                    asked.put(request.mark(), request);
                    continue;
                }
                asked.remove(request.mark());
                switch (Verdict.valueOf(words[0])) {
                    case APPLIED -> {
                        journal.acknowledged(request, Long.parseLong(words[7]), words[8]);
                        acknowledged++;
                    }
                    case REFUSED -> journal.answered(request, Verdict.REFUSED);
                    default -> throw new AssertionError("nothing fails while it lives, but: " + line);
                }
                if (acknowledged == until && process.isAlive()) {
                    // A moment, in which the process goes on: no answer to anything, only the choice of the moment.
                    process.waitFor(random.nextInt(LONGEST_MOMENT_MICROS), TimeUnit.MICROSECONDS);
                    // Through its handle: Process.destroyForcibly would close the pipe, with what has been said in it.
                    process.toHandle().destroyForcibly();
                }
            }
            assertThat(watch.threads()).as("it lives and answers").isNull();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).as("the process ended before it was killed").isGreaterThanOrEqualTo(until);
        asked.values().forEach(request -> journal.answered(request, Verdict.NONE));
        run.count("kills", 1);
        run.count("acknowledged", acknowledged);
        run.count("in flight", asked.size());
        return new ArrayList<>(asked.values());
    }

    private static void checkAndSendAgain(
            Run run, DataSource dataSource, Invariants invariants, Journal journal, List<Client.Request> unanswered)
            throws Exception {
        assertThat(invariants.violations(journal)).isEmpty();
        Engine reviews = Engine.on(WorkflowRuntime.on(dataSource, SealKey.HMAC.in(RuntimeOptions.defaults())));
        for (Client.Request request : unanswered) {
            if (request.hasRequestId()) {
                Answer answer = journal.ask(request.caseId(), request.mark(), true, () -> request.send(reviews));
                assertThat(answer.verdict()).isIn(Verdict.APPLIED, Verdict.REFUSED);
                run.count(answer.replayed() ? "in flight and made" : "in flight and not made", 1);
            }
        }
        assertThat(invariants.violations(journal)).isEmpty();
    }
}
