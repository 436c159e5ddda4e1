package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;

/** The database server is killed ({@code kill -9}, all of its processes) under the clients' hands, and recovers. */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "a process cannot be halted there, so a server cannot be killed whole")
class ServerKillsIT {
    private static final String PROOF = "kill -9 of the server";
    private static final int CLIENTS = 6;
    private static final int LONGEST_LIFE = 60;

    @TempDir
    private Path folder;

    @Test
    void ofPostgreSqlNothingAcknowledgedIsLost() throws Exception {
        try (Run run = Run.whole(PROOF, Databases.POSTGRESQL.toString());
                OwnPostgres server = new OwnPostgres(folder.resolve("data"))) {
            kills(run, server);
        }
    }

    @Test
    void ofMariaDbNothingAcknowledgedIsLost() throws Exception {
        try (Run run = Run.whole(PROOF, Databases.MARIADB.toString());
                KillableMariaDb server = new KillableMariaDb(folder)) {
            kills(run, server);
        }
    }

    private static void kills(Run run, KillableServer server) throws Exception {
        Engine.on(WorkflowRuntime.on(
                server.dataSource(), RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE)));
        Journal journal = new Journal();
        Invariants invariants = new Invariants(server.dataSource(), Reviews.DEFINITION);
        for (int life = 0; life < run.times(6); life++) {
            List<Client> clients = live(run, server, journal, life);
            server.start();
            assertThat(invariants.violations(journal)).isEmpty();
            for (Client client : clients) {
                for (Answer answer : client.settle()) {
                    assertThat(answer.verdict()).isIn(Verdict.APPLIED, Verdict.REFUSED);
                    run.count(answer.replayed() ? "in flight and made" : "in flight and not made", 1);
                }
            }
            assertThat(invariants.violations(journal)).isEmpty();
            run.count("kills", 1);
        }
        run.count("acknowledged", journal.count(Verdict.APPLIED));
        run.count("unchanged", journal.count(Verdict.UNCHANGED));
        run.count("unknown", journal.count(Verdict.UNKNOWN));
        run.proven("lost acknowledgements");
    }

    /** Clients work until the server is gone, which is killed after a random number of acknowledgements. */
    private static List<Client> live(Run run, KillableServer server, Journal journal, int life) throws Exception {
        AtomicBoolean killed = new AtomicBoolean();
        AtomicInteger toGo = new AtomicInteger(1 + run.random(life).nextInt(LONGEST_LIFE));
        Engine reviews = Engine.on(WorkflowRuntime.on(server.dataSource()));
        List<Client> clients = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) {
                Random random = run.random(1_000 * life + number);
                Client client =
                        new Client("life" + life + "-" + number, "life" + life + "-", reviews, journal, random, false);
                clients.add(client);
                ends.add(threads.submit(() -> {
                    while (!killed.get()) {
                        Answer answer = client.send(client.chooseBlindly());
                        if (answer.verdict() == Verdict.APPLIED && toGo.decrementAndGet() == 0) {
                            // The others are in the middle of something.
                            killed.set(true);
                            server.kill();
                        }
                        assertThat(answer.verdict()).isNotEqualTo(Verdict.NONE);
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            return clients;
        } finally {
            threads.shutdownNow();
        }
    }
}
