package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.fixture.Intercepted;

/** A cluster of three nodes that all take writes: what one acknowledges holds on all of them, and survives it. */
@Tag("galera")
class GaleraIT extends GaleraSuite {
    private static final int CLIENTS = 6;

    @Test
    void whatClientsOfAllNodesAreToldIsTrue() throws Exception {
        try (Run run = Run.whole("histories", GALERA)) {
            Journal journal = new Journal();
            Invariants invariants = new Invariants(pools.get(0), Reviews.DEFINITION, SealKey.HMAC);
            List<DataSource> nodes =
                    pools.stream().map(pool -> countingConflicts(run, pool)).toList();
            List<Answer> settled = new ArrayList<>();
            int wanted = run.times(9_000);
            for (int round = 0; journal.count() < wanted; round++) {
                settled.addAll(Crowd.work(
                        run,
                        journal,
                        "h" + round,
                        CLIENTS,
                        500,
                        nodes,
                        false,
                        node -> Engine.on(WorkflowRuntime.on(node, SealKey.HMAC.in(RuntimeOptions.defaults())))));
                assertNoViolation(invariants, journal, 0, 1, 2);
            }
            count(run, journal);
            run.count(
                    "conflicts answered as unchanged",
                    journal.answers().values().stream()
                            .flatMap(List::stream)
                            .filter(answer -> answer.verdict() == Verdict.UNCHANGED && isConflict(answer.failure()))
                            .count());
            run.count("settled by request id", settled.size());
            assertThat(run.counted("conflicts at COMMIT")).isPositive();
            assertThat(settled)
                    .allMatch(answer -> answer.verdict() == Verdict.APPLIED || answer.verdict() == Verdict.REFUSED);
            run.proven("violations");
        }
    }

    private static DataSource countingConflicts(Run run, DataSource node) {
        return Intercepted.dataSource(node, (call, argument, effect) -> {
            try {
                return effect.make();
            } catch (SQLException e) {
                if ("40001".equals(e.getSQLState())) {
                    run.count(call.equals("Connection.commit") ? "conflicts at COMMIT" : "conflicts at statements", 1);
                }
                throw e;
            }
        });
    }

    /** By the number that only the server gives: what is injected has none. */
    private static boolean isConflict(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && sql.getErrorCode() == 1213);
    }

    private static void count(Run run, Journal journal) {
        run.count("requests", journal.count());
        for (Verdict verdict : Verdict.values()) {
            run.count(verdict.name().toLowerCase(Locale.ROOT), journal.count(verdict));
        }
    }

    /** On each of these nodes. What was seen on one has to be the same, row by row, on the next. */
    private void assertNoViolation(Invariants invariants, Journal journal, int... nodes) throws SQLException {
        for (int node : nodes) {
            assertThat(invariants.on(pools.get(node)).violations(journal))
                    .as("node " + node)
                    .isEmpty();
        }
    }

    @Test
    void nothingAcknowledgedIsLostWithANode() throws Exception {
        try (Run run = Run.whole("kill -9 of a node", GALERA)) {
            Journal journal = new Journal();
            Invariants invariants = new Invariants(pools.get(0), Reviews.DEFINITION);
            for (int life = 0; life < run.times(6); life++) {
                int victim = life % GaleraCluster.NODES;
                int[] survivors = {(victim + 1) % GaleraCluster.NODES, (victim + 2) % GaleraCluster.NODES};
                List<Client> clients = live(run, journal, life, victim);
                assertNoViolation(invariants, journal, survivors);
                for (Client client : clients) {
                    for (Answer answer : client.settle()) {
                        assertThat(answer.verdict()).isIn(Verdict.APPLIED, Verdict.REFUSED);
                    }
                }
                assertNoViolation(invariants, journal, survivors);
                cluster.start(victim);
                // Those from before the kill are not connections to this node any more.
                pools.get(victim).getHikariPoolMXBean().softEvictConnections();
                assertNoViolation(invariants, journal, 0, 1, 2);
                run.count("kills", 1);
            }
            count(run, journal);
            List<List<Answer>> unknown = journal.answers().values().stream()
                    .filter(answers -> answers.stream()
                            .anyMatch(answer -> answer.verdict() == Verdict.UNKNOWN && answer.hasRequestId()))
                    .toList();
            assertThat(unknown)
                    .allMatch(answers -> answers.stream()
                            .anyMatch(answer ->
                                    answer.verdict() == Verdict.APPLIED || answer.verdict() == Verdict.REFUSED));
            run.count("unknown and resolved by request id", unknown.size());
            run.proven("lost acknowledgements");
            assertThat(run.counted("applied")).isGreaterThan(100 * run.counted("kills"));
        }
    }

    /** Clients of all nodes work; in the middle of it one node is killed, and its clients are led to another one by the driver. */
    private List<Client> live(Run run, Journal journal, int life, int victim) throws Exception {
        AtomicInteger toGo = new AtomicInteger(150 + run.random(life).nextInt(150));
        List<HikariDataSource> failover = new ArrayList<>();
        for (int node = 0; node < GaleraCluster.NODES; node++) {
            failover.add(pool(cluster.failover(database, node)));
        }
        pools.addAll(failover);
        List<Client> clients = new ArrayList<>();
        List<Callable<Void>> lives = new ArrayList<>();
        for (int number = 0; number < 3 * CLIENTS; number++) {
            DataSource node = failover.get(number % GaleraCluster.NODES);
            Random random = run.random(1_000 * life + number);
            Client client = new Client(
                    "life" + life + "-" + number,
                    // Three clients, one of each node, are after the same cases.
                    "life" + life + "-" + number / GaleraCluster.NODES + "-",
                    Engine.on(WorkflowRuntime.on(node)),
                    journal,
                    random,
                    false);
            clients.add(client);
            lives.add(() -> {
                for (int i = 0; i < 80; i++) {
                    Answer answer = client.send(client.chooseBlindly());
                    assertThat(answer.verdict()).as("%s", answer.failure()).isNotEqualTo(Verdict.NONE);
                    if (answer.verdict() == Verdict.APPLIED && toGo.decrementAndGet() == 0) {
                        // The others are in the middle of something.
                        cluster.kill(victim);
                    }
                }
                return null;
            });
        }
        atOnce(lives);
        assertThat(toGo.get()).as("acknowledged before the kill").isNotPositive();
        return clients;
    }

    /** All on one machine: more nodes do more work for the same commit, and have no more processors to do it with. */
    @Test
    void whatItGives() throws Exception {
        try (Run run = Run.whole("throughput", GALERA);
                HikariDataSource alone =
                        pool(cluster.url(database, 0).replaceFirst("wsrep_sync_wait=5", "wsrep_on=OFF"))) {
            List<Engine> nodes = pools.stream()
                    .map(pool -> Engine.on(WorkflowRuntime.on(pool)))
                    .toList();
            Map<String, List<Engine>> contenders = new LinkedHashMap<>();
            contenders.put("one node", nodes.subList(0, 1));
            contenders.put("three nodes", nodes);
            // The same server, whose session hands nothing to the others.
            contenders.put("no replication", List.of(Engine.on(WorkflowRuntime.on(alone))));
            new NodeThroughput(contenders).measure(run, run.times(15));
            for (HikariDataSource pool : pools) {
                assertThat(WorkflowRuntime.on(pool).verification().verifyAll().isIntact())
                        .isTrue();
            }
            run.proven("findings");
        }
    }
}
