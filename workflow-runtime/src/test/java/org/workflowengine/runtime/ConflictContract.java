package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.Transition;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Two want the same: one gets it, and the other is told apart "somebody was faster" from "try again" and from "unknown". */
abstract class ConflictContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final Decision BY_BOB = by("bob").because("mine");

    private final TestDatabase database;
    private final WorkflowRuntime runtime;
    private final Engine reviews;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    ConflictContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime(RuntimeOptions.defaults().statementTimeout(Duration.ofSeconds(2)));
        this.reviews = Engine.on(runtime);
    }

    /** The levels at which a caller's transaction may run. */
    enum Isolation {
        READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
        REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
        SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

        private final int level;

        Isolation(int level) {
            this.level = level;
        }
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    /** The winner commits after the caller's transaction has seen the case. */
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void theWinnerIsCommitted(Isolation isolation) throws Exception {
        reviews.open("C-1", BY_ALICE).orThrow();
        List<String> before;
        try (Connection connection = begun(isolation)) {
            Engine inside = Engine.on(runtime.within(connection));
            Case held = inside.load("C-1");
            if (isolation == Isolation.SERIALIZABLE && database.product().equals("MariaDB")) {
                // What a serializable transaction has read there is locked against the others.
                assertThat(held.startReview(BY_ALICE).isApplied()).isTrue();
                connection.commit();
                return;
            }
            reviews.fire("C-1", "START_REVIEW", ALL_TRUE, BY_BOB).orThrow();
            before = database.content();
            if (isolation == Isolation.READ_COMMITTED) {
                assertThat(held.startReview(BY_ALICE))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.refusal())
                                        .isInstanceOfSatisfying(
                                                Stale.class,
                                                stale -> assertThat(
                                                                stale.winner().actor())
                                                        .isEqualTo("bob")));
            } else {
                // Its snapshot does not show who has won.
                assertThat(transientFailure(() -> held.startReview(BY_ALICE))).isNotNull();
            }
            connection.rollback();
        }
        assertThat(database.content()).isEqualTo(before);
        try (Connection connection = begun(isolation)) {
            Engine again = Engine.on(runtime.within(connection));
            assertThat(again.fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusal()).isInstanceOf(NotAllowedHere.class));
            assertThat(again.fire("C-1", "ESCALATE", ALL_TRUE, BY_ALICE).isApplied())
                    .isTrue();
            connection.commit();
        }
        assertThat(reviews.load("C-1").seq()).isEqualTo(3);
    }

    /** A duplicate of a request that waits for the first is answered with the first answer. */
    @Test
    void theDuplicateOfARequestUnderWayGetsTheFirstAnswer() throws Exception {
        Case created = reviews.open("C-1", BY_ALICE).orThrow();
        Decision request = BY_ALICE.requestId("R-1");
        try (Connection connection = begun(Isolation.READ_COMMITTED)) {
            Applied<Case> first = (Applied<Case>)
                    Engine.on(runtime.within(connection)).fire("C-1", "START_REVIEW", ALL_TRUE, request);
            Case held = created;
            Future<Outcome<Case>> second = threads.submit(() -> held.make(
                    Transition.CREATED_START_REVIEW, request, ALL_TRUE.values().toArray(FactValue[]::new)));
            assertThat(reviews.resolve("C-1", "R-1")).isEmpty();
            connection.commit();
            assertThat(second.get()).isInstanceOfSatisfying(Applied.class, answer -> {
                assertThat(answer.replayed()).isTrue();
                assertThat(answer.digest()).isEqualTo(first.digest());
            });
        }
        assertThat(reviews.resolve("C-1", "R-1").orElseThrow().seq()).isEqualTo(2);
        assertThat(reviews.resolve("C-1", "R-2")).isEmpty();
        assertThat(reviews.resolve("C-2", "R-1")).isEmpty();
        assertThatThrownBy(() -> reviews.resolve("C-1", " ")).isInstanceOf(RefusedException.class);
    }

    /** Two transactions move two cases in opposite order. */
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void aDeadlockIsTransient(Isolation isolation) throws Exception {
        reviews.open("A", BY_ALICE).orThrow();
        reviews.open("B", BY_ALICE).orThrow();
        CountDownLatch bothHold = new CountDownLatch(2);
        Future<String> one = threads.submit(() -> twoMoves(isolation, "A", "B", bothHold));
        Future<String> two = threads.submit(() -> twoMoves(isolation, "B", "A", bothHold));
        List<String> answers = List.of(one.get(), two.get());
        // Both may be told: H2 lets both wait until their time is up.
        assertThat(answers).contains("transient").isSubsetOf("committed", "transient");
        for (String caseId : List.of("A", "B")) {
            assertThat(reviews.load(caseId).seq()).isEqualTo(answers.contains("committed") ? 2 : 1);
            assertThat(reviews.history(caseId).check(CaseReview.DEFINITION)).isEmpty();
        }
    }

    private String twoMoves(Isolation isolation, String first, String second, CountDownLatch bothHold)
            throws Exception {
        try (Connection connection = begun(isolation)) {
            Engine inside = Engine.on(runtime.within(connection));
            inside.fire(first, "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
            bothHold.countDown();
            bothHold.await();
            try {
                inside.fire(second, "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
                connection.commit();
                return "committed";
            } catch (UnchangedException e) {
                connection.rollback();
                return e.isTransient() ? "transient" : e.toString();
            }
        }
    }

    @Test
    void aLockThatIsNotReleasedIsTransient() throws Exception {
        Case created = reviews.open("C-1", BY_ALICE).orThrow();
        try (Connection connection = begun(Isolation.READ_COMMITTED)) {
            Engine.on(runtime.within(connection))
                    .load("C-1")
                    .startReview(BY_BOB)
                    .orThrow();
            long start = System.nanoTime();
            assertThat(transientFailure(() -> created.startReview(BY_ALICE))).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            connection.rollback();
        }
        assertThat(created.startReview(BY_ALICE).orThrow().seq()).isEqualTo(2);
    }

    @Test
    void aPoolWithoutAConnectionIsTransient() throws Exception {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(database.dataSource());
        settings.setMaximumPoolSize(1);
        settings.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(settings)) {
            Engine poor = Engine.on(WorkflowRuntime.on(pool));
            try (Connection taken = pool.getConnection()) {
                assertThat(taken.isClosed()).isFalse();
                assertThat(transientFailure(() -> poor.open("C-1", BY_ALICE))).isNotNull();
            }
            assertThat(poor.open("C-1", BY_ALICE).isApplied()).isTrue();
        }
    }

    /** Whatever a commit answers, the engine says what is certain, and nothing more. */
    @Test
    void aFailedCommitIsAnsweredWithWhatIsCertain() throws Exception {
        for (String state : List.of("40001", "40P01", "23503", "25P02")) {
            Engine failing = committing((connection, effect) -> {
                throw new SQLException("injected", state);
            });
            UnchangedException failure =
                    catchThrowableOfType(UnchangedException.class, () -> failing.open("C-1", BY_ALICE));
            assertThat(failure).as(state).isNotNull();
            assertThat(failure.isTransient()).as(state).isEqualTo(state.startsWith("40"));
            assertThat(reviews.find("C-1")).as(state).isEmpty();
        }
        int cases = 0;
        for (String state : new String[] {"08006", "08007", "40003", "57P01", "HY000", "", null}) {
            for (boolean arrives : new boolean[] {true, false}) {
                Engine failing = committing((connection, effect) -> {
                    if (arrives) {
                        effect.make();
                    }
                    throw new SQLException("injected", state);
                });
                String caseId = "U-" + cases++;
                OutcomeUnknownException failure = catchThrowableOfType(
                        OutcomeUnknownException.class, () -> failing.open(caseId, BY_ALICE.requestId("R-1")));
                assertThat(failure.requestId()).contains("R-1");
                assertThat(reviews.resolve(caseId, "R-1").isPresent()).isEqualTo(arrives);
                Applied<Case> again = (Applied<Case>) reviews.open(caseId, BY_ALICE.requestId("R-1"));
                assertThat(again.replayed()).isEqualTo(arrives);
                assertThat(again.seq()).isEqualTo(1);
            }
        }
    }

    /** Galera lets both write, and tells the loser at the commit. */
    @Test
    void aCommitThatLosesTheRace() throws Exception {
        reviews.open("C-1", BY_ALICE).orThrow();
        Decision request = BY_BOB.requestId("R-1");
        Engine late = committing((connection, effect) -> {
            connection.rollback();
            reviews.fire("C-1", "START_REVIEW", ALL_TRUE, request).orThrow();
            throw new SQLException("injected", "40001");
        });
        Applied<Case> again = (Applied<Case>) late.fire("C-1", "START_REVIEW", ALL_TRUE, request);
        assertThat(again.replayed()).isTrue();
        assertThat(again.seq()).isEqualTo(2);

        reviews.open("C-2", BY_ALICE).orThrow();
        Engine later = committing((connection, effect) -> {
            connection.rollback();
            reviews.fire("C-2", "START_REVIEW", ALL_TRUE, BY_BOB).orThrow();
            throw new SQLException("injected", "40001");
        });
        assertThat(later.fire("C-2", "START_REVIEW", ALL_TRUE, BY_ALICE))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal())
                                .isInstanceOfSatisfying(
                                        Stale.class,
                                        stale -> assertThat(stale.winner().actor())
                                                .isEqualTo("bob")));
        assertThat(reviews.load("C-2").seq()).isEqualTo(2);
    }

    /**
     * PostgreSQL turns a COMMIT after a failed statement into a rollback, and its driver reports success: nothing may be committed
     * after a failure.
     */
    @Test
    void noCommitAfterAStatementThatHasFailed() throws Exception {
        reviews.open("C-1", BY_ALICE).orThrow();
        int number = 1;
        while (isUnchangedWhenAStatementFailsBefore(number)) {
            number++;
        }
        assertThat(number).as("a step reads, writes, and is done").isGreaterThan(2);
    }

    /** Whether there was a statement of that number; then nothing was committed. */
    private boolean isUnchangedWhenAStatementFailsBefore(int number) throws Exception {
        AtomicReference<Connection> latest = new AtomicReference<>();
        AtomicInteger executions = new AtomicInteger(Integer.MIN_VALUE);
        AtomicInteger commits = new AtomicInteger();
        Engine engine =
                Engine.on(WorkflowRuntime.on(Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> {
                    commits.addAndGet(call.equals("Connection.commit") ? 1 : 0);
                    if (call.equals("PreparedStatement.execute") && executions.incrementAndGet() == number) {
                        try (Statement statement = latest.get().createStatement()) {
                            statement.execute("SELECT no_such_column FROM workflow_case");
                        }
                    }
                    Object result = effect.make();
                    if (result instanceof Connection connection) {
                        latest.set(connection);
                    }
                    return result;
                })));
        executions.set(0);
        commits.set(0);
        try {
            engine.fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
            assertThat(executions.get()).isLessThan(number);
            return false;
        } catch (UnchangedException e) {
            assertThat(commits.get()).isZero();
            assertThat(reviews.load("C-1").seq()).isEqualTo(1);
            return true;
        }
    }

    /** Four threads, four cases, transactions of the caller's at every level and of the engine's own, one or two steps each. */
    @Test
    void fourThreadsAtOnceAreToldTheTruth() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("ConflictContract: seed " + seed);
        for (String caseId : List.of("A", "B", "C", "D")) {
            reviews.open(caseId, BY_ALICE)
                    .orThrow()
                    .startReview(BY_ALICE)
                    .orThrow()
                    .escalate(BY_ALICE)
                    .orThrow();
        }
        AtomicInteger acknowledged = new AtomicInteger(12);
        AtomicInteger failed = new AtomicInteger();
        List<Callable<Void>> clients = new ArrayList<>();
        for (int client = 0; client < 4; client++) {
            Random random = new Random(seed + client);
            clients.add(() -> {
                for (int i = 0; i < 40; i++) {
                    try {
                        acknowledged.addAndGet(round(random));
                    } catch (UnchangedException e) {
                        assertThat(e).matches(UnchangedException::isTransient, "may be tried again");
                        failed.incrementAndGet();
                    }
                }
                return null;
            });
        }
        for (Future<Void> client : threads.invokeAll(clients)) {
            client.get();
        }
        int rows = database.rows("SELECT seq FROM workflow_audit").size();
        assertThat(rows).isEqualTo(acknowledged.get());
        long heads = 0;
        for (String caseId : List.of("A", "B", "C", "D")) {
            assertThat(reviews.history(caseId).check(CaseReview.DEFINITION)).isEmpty();
            heads += reviews.load(caseId).seq();
        }
        assertThat(heads).isEqualTo(rows);
        System.out.println("ConflictContract: on " + database.product() + " " + rows + " steps, " + failed
                + " told to try again, 0 wrong");
    }

    /** How many steps are acknowledged. */
    private int round(Random random) throws SQLException {
        int isolation = random.nextInt(4);
        String caseId = List.of("A", "B", "C", "D").get(random.nextInt(4));
        if (isolation == 3) {
            return backOrForth(reviews, caseId) ? 1 : 0;
        }
        try (Connection connection = begun(Isolation.values()[isolation])) {
            try {
                Engine inside = Engine.on(runtime.within(connection));
                int steps = 0;
                for (int i = random.nextInt(2); i < 2; i++) {
                    steps += backOrForth(inside, List.of("A", "B", "C", "D").get(random.nextInt(4))) ? 1 : 0;
                }
                connection.commit();
                return steps;
            } catch (UnchangedException e) {
                connection.rollback();
                throw e;
            } catch (SQLException e) {
                // The commit of a serializable transaction may be refused.
                assertThat(e.getSQLState()).startsWith("40");
                return 0;
            }
        }
    }

    private static boolean backOrForth(Engine engine, String caseId) {
        Case held = engine.load(caseId);
        Transition transition = held.state() == CaseReview.State.ESCALATED
                ? Transition.ESCALATED_RETURN_TO_REVIEW
                : Transition.UNDER_REVIEW_ESCALATE;
        Outcome<Case> outcome = engine.fire(caseId, transition.id(), ALL_TRUE, BY_ALICE);
        if (outcome instanceof Refused<Case> refused) {
            assertThat(refused.refusal()).isInstanceOfAny(Stale.class, NotAllowedHere.class);
        }
        return outcome.isApplied();
    }

    private interface Commit {
        Object around(Connection connection, Intercepted.Effect effect) throws Throwable;
    }

    /** An engine of which only the commits of steps are tampered with. */
    private Engine committing(Commit commit) {
        AtomicReference<Connection> latest = new AtomicReference<>();
        return Engine.on(WorkflowRuntime.on(Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
            if (call.equals("Connection.commit")) {
                return commit.around(latest.get(), effect);
            }
            Object result = effect.make();
            if (result instanceof Connection connection) {
                latest.set(connection);
            }
            return result;
        })));
    }

    private static UnchangedException transientFailure(Supplier<Outcome<Case>> move) {
        UnchangedException failure = catchThrowableOfType(UnchangedException.class, move::get);
        assertThat(failure).isNotNull().matches(UnchangedException::isTransient, "may be tried again");
        return failure;
    }

    private Connection begun(Isolation isolation) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(isolation.level);
        return connection;
    }
}
