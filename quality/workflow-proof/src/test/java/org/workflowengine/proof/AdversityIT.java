package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What else goes wrong in a long life: clocks, pools without a connection, interrupted threads, no memory left. */
class AdversityIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aClockThatGoesAstray(Databases kind) throws Exception {
        try (Run run = Run.whole("clock astray by an hour", kind.toString());
                TestDatabase database = kind.open(folder)) {
            clock(run, database, run.times(300));
        }
    }

    static void clock(Run run, TestDatabase database, int requests) throws Exception {
        Engine reviews = Engine.on(database.runtime(RuntimeOptions.defaults().clock(new AstrayClock(run.random(0)))));
        Journal journal = new Journal();
        Client client = new Client("clock", "clock-", reviews, journal, run.random(1), false);
        for (int i = 0; i < requests; i++) {
            assertThat(client.send(client.choose()).verdict()).isIn(Verdict.APPLIED, Verdict.REFUSED);
        }
        int backwards = database.rows(
                        "SELECT b.seq FROM workflow_audit a JOIN workflow_audit b ON b.case_id = a.case_id"
                                + " AND b.seq = a.seq + 1 WHERE b.recorded_at < a.recorded_at")
                .size();
        assertThat(backwards)
                .as("steps that are recorded before the one they follow")
                .isPositive();
        assertThat(new Invariants(database.pool(), Reviews.DEFINITION).violations(journal))
                .isEmpty();
        run.count("requests", journal.count());
        run.count("steps back in time", backwards);
        run.proven("violations");
    }

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void aPoolWithoutAConnection(Databases kind) throws Exception {
        try (Run run = Run.whole("pool exhausted", kind.toString());
                TestDatabase database = kind.open(folder)) {
            pool(run, database, run.times(4));
        }
    }

    static void pool(Run run, TestDatabase database, int times) throws Exception {
        Engine.on(database.runtime());
        Journal journal = new Journal();
        HikariConfig small = new HikariConfig();
        small.setDataSource(database.dataSource());
        small.setMaximumPoolSize(2);
        small.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(small)) {
            Engine reviews = Engine.on(WorkflowRuntime.on(pool));
            for (int i = 0; i < times; i++) {
                String caseId = "C-" + i;
                Decision decision = Decision.by("alice").because("open").requestId("open");
                try (Connection one = pool.getConnection();
                        Connection two = pool.getConnection()) {
                    Answer answer = journal.ask(caseId, "open", true, () -> reviews.open(caseId, decision));
                    assertThat(answer.verdict()).isEqualTo(Verdict.UNCHANGED);
                    assertThat(one).isNotSameAs(two);
                }
                Answer again = journal.ask(caseId, "open", true, () -> reviews.open(caseId, decision));
                assertThat(again.verdict()).isEqualTo(Verdict.APPLIED);
            }
            // More clients than connections: everybody waits for his turn, holding one connection at a time.
            List<Answer> settled = crowd(run, journal, "pool", 4, 10 * times, reviews);
            assertThat(settled).isEmpty();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
        assertThat(new Invariants(database.pool(), Reviews.DEFINITION).violations(journal))
                .isEmpty();
        run.count("requests", journal.count());
        run.count("unchanged", journal.count(Verdict.UNCHANGED));
        run.proven("violations");
    }

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void interruptedThreads(Databases kind) throws Exception {
        try (Run run = Run.whole("interrupted threads", kind.toString());
                TestDatabase database = kind.open(folder)) {
            interruptions(run, database, run.times(200));
        }
    }

    /**
     * One client is interrupted at random moments, the other must not notice. The one goes on until the other, who interrupts him,
     * has done his share: how often somebody is interrupted at work is a matter of the seed, not of the machine.
     */
    static void interruptions(Run run, TestDatabase database, int requests) throws Exception {
        Engine reviews = Engine.on(database.runtime());
        Journal journal = new Journal();
        Client unlucky = new Client("unlucky", "unlucky-", reviews, journal, run.random(0), false);
        Client other = new Client("other", "other-", reviews, journal, run.random(1), false);
        Random random = run.random(2);
        CompletableFuture<Thread> victim = new CompletableFuture<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> interrupting = threads.submit(() -> {
                for (int i = 0; i < requests; i++) {
                    assertThat(other.send(other.choose()).verdict()).isIn(Verdict.APPLIED, Verdict.REFUSED);
                    if (random.nextInt(3) == 0) {
                        victim.get().interrupt();
                        run.count("interrupts", 1);
                    }
                }
                return null;
            });
            Future<?> interrupted = threads.submit(() -> {
                victim.complete(Thread.currentThread());
                for (int i = 0; i < requests || !interrupting.isDone(); i++) {
                    unlucky.send(unlucky.chooseBlindly());
                    // As whoever interrupts expects: it has been noticed. The next one meets the next request.
                    Thread.interrupted();
                }
                return null;
            });
            interrupting.get();
            interrupted.get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(unlucky.settle())
                .allMatch(answer -> answer.verdict() == Verdict.APPLIED || answer.verdict() == Verdict.REFUSED);
        assertThat(new Invariants(database.pool(), Reviews.DEFINITION).violations(journal))
                .isEmpty();
        run.count("requests", journal.count());
        for (Verdict verdict : List.of(Verdict.APPLIED, Verdict.UNCHANGED, Verdict.UNKNOWN, Verdict.NONE)) {
            run.count(verdict.name().toLowerCase(Locale.ROOT), journal.count(verdict));
        }
        run.proven("violations");
    }

    private static List<Answer> crowd(Run run, Journal journal, String name, int clients, int requests, Engine reviews)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<List<Answer>>> ends = new ArrayList<>();
            for (int number = 0; number < clients; number++) {
                Client client = new Client(name + number, name + "-", reviews, journal, run.random(number), false);
                ends.add(threads.submit(() -> {
                    for (int i = 0; i < requests; i++) {
                        client.send(client.chooseBlindly());
                    }
                    return client.settle();
                }));
            }
            List<Answer> settled = new ArrayList<>();
            for (Future<List<Answer>> end : ends) {
                settled.addAll(end.get());
            }
            return settled;
        } finally {
            threads.shutdownNow();
        }
    }
}
