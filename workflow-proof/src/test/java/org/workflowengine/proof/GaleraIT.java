package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;

/** A cluster of three nodes that all take writes: what one acknowledges holds on all of them, and survives it. */
@Tag("galera")
class GaleraIT {
    static final String GALERA = "Galera, three nodes";

    private static final int CLIENTS = 6;

    @TempDir
    private static Path folder;

    private static GaleraCluster cluster;

    private final List<HikariDataSource> pools = new ArrayList<>();
    private String database;

    @BeforeAll
    static void start() throws Exception {
        cluster = new GaleraCluster(folder);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        database = cluster.createDatabase();
        for (int node = 0; node < GaleraCluster.NODES; node++) {
            pools.add(pool(cluster.url(database, node)));
        }
        Engine.on(WorkflowRuntime.on(pools.get(0), RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE)));
    }

    private static HikariDataSource pool(String url) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setMinimumIdle(0);
        return new HikariDataSource(settings);
    }

    @AfterEach
    void closePools() {
        pools.forEach(HikariDataSource::close);
    }

    @Test
    void aSessionThatDoesNotWaitForOtherNodesIsRefused() throws Exception {
        DataSource hasty =
                new MariaDbDataSource(cluster.url(database, 1).replace("wsrep_sync_wait=5", "wsrep_sync_wait=1"));
        assertThatThrownBy(() -> WorkflowRuntime.on(hasty))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("wsrep_sync_wait is 1");
    }

    @Test
    void whatClientsOfAllNodesAreToldIsTrue() throws Exception {
        try (Run run = Run.whole("histories", GALERA)) {
            Journal journal = new Journal();
            Invariants invariants = new Invariants(pools.get(0), CaseReview.TABLE);
            List<DataSource> nodes =
                    pools.stream().map(pool -> countingConflicts(run, pool)).toList();
            List<Answer> settled = new ArrayList<>();
            int wanted = run.times(9_000, 500_000);
            for (int round = 0; journal.count() < wanted; round++) {
                settled.addAll(Crowd.work(
                        run, journal, "h" + round, CLIENTS, 500, nodes, node -> Engine.on(WorkflowRuntime.on(node))));
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
            run.proven("violations");
            assertThat(run.counted("conflicts at COMMIT")).isPositive();
            assertThat(settled)
                    .isNotEmpty()
                    .allMatch(answer -> answer.verdict() == Verdict.APPLIED || answer.verdict() == Verdict.REFUSED);
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
            run.count(verdict.name().toLowerCase(), journal.count(verdict));
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

    /** Both have written, and only then both commit. */
    @ParameterizedTest
    @EnumSource(CommitRace.class)
    void ofTwoCommitsAtOnceOneIsMade(CommitRace race) throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Engine one = beforeCommit(0, () -> both.await(30, TimeUnit.SECONDS));
        Engine two = beforeCommit(1, () -> both.await(30, TimeUnit.SECONDS));
        Engine reviews = Engine.on(WorkflowRuntime.on(pools.get(2)));
        try (Run run = Run.whole("two commits at once, " + race, GALERA)) {
            for (int i = 0; i < run.times(30, 3_000); i++) {
                String caseId = opened(reviews, race, "B-" + i);
                List<Outcome<Case>> answers =
                        atOnce(List.of(() -> race.ask(one, caseId, "alice"), () -> race.ask(two, caseId, "bob")));
                assertThat(answers).filteredOn(CommitRace::hasWon).hasSize(1);
                boolean isAlices = CommitRace.hasWon(answers.get(0));
                race.assertLost(
                        answers.get(isAlices ? 1 : 0),
                        (Applied<Case>) answers.get(isAlices ? 0 : 1),
                        isAlices ? "alice" : "bob");
                assertThat(reviews.history(caseId).check(CaseReview.TABLE)).isEmpty();
                run.count("races", 1);
            }
            run.proven("wrong answers");
        }
    }

    /** One has written when the other, on another node, does all of it. */
    @ParameterizedTest
    @EnumSource(CommitRace.class)
    void aCommitThatComesTooLateIsToldWhoWasFaster(CommitRace race) throws Exception {
        Engine reviews = Engine.on(WorkflowRuntime.on(pools.get(0)));
        AtomicReference<Callable<Outcome<Case>>> faster = new AtomicReference<>();
        AtomicReference<Outcome<Case>> winner = new AtomicReference<>();
        Engine late = beforeCommit(1, () -> {
            winner.set(faster.get().call());
            return null;
        });
        try (Run run = Run.whole("commits that come too late, " + race, GALERA)) {
            for (int i = 0; i < run.times(30, 3_000); i++) {
                String caseId = opened(reviews, race, "L-" + i);
                faster.set(() -> race.ask(reviews, caseId, "alice"));
                Outcome<Case> loser = race.ask(late, caseId, "bob");
                race.assertLost(loser, (Applied<Case>) winner.get(), "alice");
                assertThat(reviews.history(caseId).check(CaseReview.TABLE)).isEmpty();
                run.count("races", 1);
            }
            run.proven("wrong answers");
        }
    }

    private static String opened(Engine reviews, CommitRace race, String caseId) {
        if (race != CommitRace.OPENINGS) {
            reviews.open(caseId, by("carol").because("received")).orThrow();
        }
        return caseId;
    }

    /** An engine on a node that does something else before each commit. */
    private Engine beforeCommit(int node, Callable<?> first) {
        return Engine.on(WorkflowRuntime.on(committing(pools.get(node), commit -> {
            first.call();
            return commit.make();
        })));
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
            new NodeThroughput(contenders).measure(run, run.times(15, 150));
            for (HikariDataSource pool : pools) {
                assertThat(WorkflowRuntime.on(pool).verification().verifyAll().isIntact())
                        .isTrue();
            }
            run.proven("findings");
        }
    }

    /** What the demand for {@code wsrep_sync_wait} is for. */
    @Test
    void aNodeThatLagsBehindAnswersWithThePastUnlessItWaits() throws Exception {
        Engine reviews = Engine.on(WorkflowRuntime.on(pools.get(0)));
        Engine waiting = Engine.on(WorkflowRuntime.on(pools.get(1)));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection console = pools.get(1).getConnection();
                Statement statement = console.createStatement()) {
            // Node 1 applies nothing as long as this is held.
            statement.execute("FLUSH TABLES WITH READ LOCK");
            reviews.open("C-1", by("alice").because("received")).orThrow();
            statement.execute("SET SESSION wsrep_sync_wait = 0");
            try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM workflow_case")) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
            Future<Optional<Case>> found = other.submit(() -> waiting.find("C-1"));
            statement.execute("UNLOCK TABLES");
            assertThat(found.get()).isPresent();
        } finally {
            other.shutdownNow();
        }
    }

    /** Two commits are at a node when it is killed: one has been made and its answer is lost, one does not arrive. */
    @Test
    void whatIsUnknownIsResolvedAtAnotherNode() throws Exception {
        Engine survivor = Engine.on(WorkflowRuntime.on(pools.get(0)));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        DataSource victim = new MariaDbDataSource(cluster.url(database, 2));
        Engine made = Engine.on(WorkflowRuntime.on(committing(victim, commit -> {
            written.await();
            commit.make();
            cluster.kill(2);
            killed.countDown();
            throw new SQLException("the answer is lost", "08006");
        })));
        Engine cut = Engine.on(WorkflowRuntime.on(committing(victim, commit -> {
            written.countDown();
            killed.await();
            return commit.make();
        })));
        try (Run run = Run.whole("unknown at a killed node", GALERA)) {
            Decision request = by("alice").because("received").requestId("R-1");
            atOnce(List.of(() -> assertUnknown(made, "C-1", request), () -> assertUnknown(cut, "C-2", request)));
            assertThat(survivor.resolve("C-1", "R-1")).isPresent();
            assertThat(survivor.resolve("C-2", "R-1")).isEmpty();
            assertThat(((Applied<Case>) survivor.open("C-1", request)).replayed())
                    .isTrue();
            assertThat(((Applied<Case>) survivor.open("C-2", request)).replayed())
                    .isFalse();
            cluster.start(2);
            Engine back = Engine.on(WorkflowRuntime.on(pools.get(2)));
            for (String caseId : List.of("C-1", "C-2")) {
                assertThat(back.history(caseId).entries())
                        .isEqualTo(survivor.history(caseId).entries())
                        .hasSize(1);
            }
            run.count("unknown and made", 1);
            run.count("unknown and not made", 1);
            run.proven("applied twice");
        }
    }

    private static Void assertUnknown(Engine reviews, String caseId, Decision request) {
        assertThatThrownBy(() -> reviews.open(caseId, request)).isInstanceOf(OutcomeUnknownException.class);
        return null;
    }

    private interface Commit {
        Object around(Intercepted.Effect commit) throws Throwable;
    }

    private static DataSource committing(DataSource node, Commit commit) {
        return Intercepted.dataSource(
                node,
                (call, argument, effect) -> call.equals("Connection.commit") ? commit.around(effect) : effect.make());
    }

    @Test
    void nothingAcknowledgedIsLostWithANode() throws Exception {
        try (Run run = Run.whole("kill -9 of a node", GALERA)) {
            Journal journal = new Journal();
            Invariants invariants = new Invariants(pools.get(0), CaseReview.TABLE);
            for (int life = 0; life < run.times(6, 100); life++) {
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
                assertNoViolation(invariants, journal, 0, 1, 2);
                run.count("kills", 1);
            }
            count(run, journal);
            List<List<Answer>> unknown = journal.answers().values().stream()
                    .filter(answers -> answers.stream()
                            .anyMatch(answer -> answer.verdict() == Verdict.UNKNOWN && answer.hasRequestId()))
                    .toList();
            assertThat(unknown).allMatch(answers -> answers.get(answers.size() - 1).verdict() == Verdict.APPLIED
                    || answers.get(answers.size() - 1).verdict() == Verdict.REFUSED);
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

    static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
