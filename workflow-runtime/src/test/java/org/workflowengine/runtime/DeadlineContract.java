package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.BulkOutcome.Answered;
import org.workflowengine.runtime.core.BulkOutcome.Failed;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.spi.CallersTransaction;

/** A transaction of the caller's that has a deadline: it bounds what the engine does in it, and no step is made after it. */
abstract class DeadlineContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final Duration AMPLE = Duration.ofHours(1);
    private static final int PATIENCE_MILLIS = 20_000;

    private final TestDatabase database;
    private final WorkflowRuntime owner;
    private final Engine reviews;
    private final List<String> sent = new ArrayList<>();

    DeadlineContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.owner = database.runtime();
        this.reviews = Engine.on(owner);
    }

    /** What can be asked of the engine. */
    enum Call {
        OPEN(engine -> engine.open("C-9", BY_ALICE).orThrow()),
        FIRE(engine -> engine.fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE.requestId("R-1"))
                .orThrow()),
        HANDLE(engine -> engine.load("C-1").startReview(BY_ALICE).orThrow()),
        ERASE(engine -> engine.erase("C-1", 1, BY_ALICE).orThrow()),
        FIND(engine -> engine.find("C-1")),
        OPTIONS(engine -> engine.options("C-1", ALL_TRUE)),
        RESOLVE(engine -> engine.resolve("C-1", "R-1")),
        HISTORY(engine -> engine.history("C-1")),
        PAGE(engine -> engine.history("C-1", 0, 10)),
        AT_SEQ(engine -> engine.atSeq("C-1", 1)),
        AS_OF(engine -> engine.asOf("C-1", Instant.now())),
        WORK_LIST(engine -> engine.cases().inState(State.CREATED).list()),
        COUNTS(engine -> engine.cases().countByState());

        private final Function<Engine, Object> call;

        Call(Function<Engine, Object> call) {
            this.call = call;
        }
    }

    /** The port, as an application may implement it, without Spring. */
    private static final class Limited implements CallersTransaction {
        private final Connection connection;
        private final Supplier<Duration> left;
        private int failures;

        Limited(Connection connection, Supplier<Duration> left) {
            this.connection = connection;
            this.left = left;
        }

        @Override
        public Optional<Connection> current() {
            return Optional.of(connection);
        }

        @Override
        public Optional<Duration> timeLeft() {
            return Optional.of(left.get());
        }

        @Override
        public void failed() {
            failures++;
        }
    }

    @BeforeEach
    void cases() {
        for (String id : List.of("C-1", "C-2", "C-3", "C-4")) {
            reviews.open(id, BY_ALICE).orThrow();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** What is sent is written down, and the session itself would wait for much longer than any deadline here. */
    private Connection begun() throws SQLException {
        Connection connection = Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> {
                    sent.add(call + (argument instanceof String || argument instanceof Integer ? " " + argument : ""));
                    return effect.make();
                })
                .getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        if (database.product().equals("H2")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCK_TIMEOUT " + PATIENCE_MILLIS);
            }
        }
        return connection;
    }

    private Engine inside(CallersTransaction caller) {
        RuntimeOptions options = RuntimeOptions.defaults().statementTimeout(Duration.ofMillis(PATIENCE_MILLIS));
        Engine engine = Engine.on(WorkflowRuntime.on(database.pool(), caller, options));
        sent.clear();
        return engine;
    }

    /** A second that begins with the first question after it was started. */
    private static final class OneSecond implements Supplier<Duration> {
        private boolean started;
        private Instant deadline;

        void start() {
            started = true;
        }

        @Override
        public Duration get() {
            if (!started) {
                return AMPLE;
            }
            Instant now = Instant.now();
            deadline = deadline == null ? now.plusSeconds(1) : deadline;
            return Duration.between(now, deadline);
        }
    }

    private static OneSecond oneSecond() {
        OneSecond second = new OneSecond();
        second.start();
        return second;
    }

    /** Somebody else has made the steps, and does not commit; or holds the tables. */
    private Connection somebodyElse(boolean holdsTables) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        if (holdsTables) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        database.product().equals("PostgreSQL")
                                ? "LOCK TABLE workflow_case, workflow_audit IN ACCESS EXCLUSIVE MODE"
                                : "LOCK TABLES workflow_case WRITE, workflow_audit WRITE");
            }
        } else {
            Engine other = Engine.on(owner.within(connection));
            other.open("C-9", by("bob").because("mine")).orThrow();
            other.fire("C-1", "START_REVIEW", ALL_TRUE, by("bob").because("mine"))
                    .orThrow();
        }
        return connection;
    }

    private static void assertPast(UnchangedException failure) {
        assertThat(failure)
                .isNotNull()
                .hasMessageContaining("the deadline of the caller's transaction has passed")
                .hasMessageEndingWith("nothing was changed")
                .matches(UnchangedException::isTransient, "may be tried again");
    }

    private void assertPast(Call call, Engine engine) {
        assertPast(catchThrowableOfType(UnchangedException.class, () -> call.call.apply(engine)));
    }

    private void assertSettings(Connection connection) throws SQLException {
        if (database.product().equals("H2")) {
            try (Statement statement = connection.createStatement();
                    var row = statement.executeQuery("CALL LOCK_TIMEOUT()")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(PATIENCE_MILLIS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "FIRE", "HANDLE", "ERASE"})
    void aRowThatIsLocked(Call call) throws Exception {
        List<String> before = database.content();
        try (Connection connection = begun();
                Connection other = somebodyElse(false)) {
            Limited caller = new Limited(connection, oneSecond());
            assertPast(call, inside(caller));
            assertThat(caller.failures).as("told that it must not be committed").isPositive();
            connection.rollback();
            other.rollback();
            assertThat(database.content()).isEqualTo(before);

            assertSettings(connection);
            call.call.apply(inside(new Limited(connection, () -> AMPLE)));
            connection.commit();
            assertSettings(connection);
        }
        assertThat(database.content()).isNotEqualTo(before);
    }

    /** On H2 nobody waits to read. */
    @ParameterizedTest
    @EnumSource(names = {"FIRE", "FIND", "RESOLVE", "HISTORY", "WORK_LIST"})
    void aTableThatIsLocked(Call call) throws Exception {
        if (database.product().equals("H2")) {
            return;
        }
        try (Connection connection = begun()) {
            Limited caller = new Limited(connection, oneSecond());
            Engine engine = inside(caller);
            try (Connection other = somebodyElse(true)) {
                assertThat(other.isClosed()).isFalse();
                assertPast(call, engine);
            }
            assertThat(caller.failures).as("told that it must not be committed").isPositive();
            connection.rollback();
            call.call.apply(inside(new Limited(connection, () -> AMPLE)));
            connection.rollback();
        }
    }

    @Test
    void nothingIsSentAfterTheDeadline() throws Exception {
        for (Call call : Call.values()) {
            for (Duration left : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofHours(-1))) {
                try (Connection connection = begun()) {
                    Limited caller = new Limited(connection, () -> left);
                    assertPast(call, inside(caller));
                    assertThat(sent).as(call.name()).isEmpty();
                    assertThat(caller.failures).isPositive();
                }
            }
        }
    }

    /** Whichever look finds it passed, the one after the last statement included: there is no step, even if the caller commits. */
    @ParameterizedTest
    @EnumSource(names = {"OPEN", "FIRE", "HANDLE", "ERASE"})
    void aDeadlineThatPassesMeanwhile(Call call) throws Exception {
        List<String> before = database.content();
        long executed = 0;
        for (int looks = 0; ; looks++) {
            try (Connection connection = begun()) {
                int[] left = {looks};
                Limited caller = new Limited(connection, () -> left[0]-- > 0 ? AMPLE : Duration.ZERO);
                Engine engine = inside(caller);
                UnchangedException failure =
                        catchThrowableOfType(UnchangedException.class, () -> call.call.apply(engine));
                long now = sent.stream()
                        .filter("PreparedStatement.execute"::equals)
                        .count();
                if (failure == null) {
                    assertThat(now).as("all was done before the last look").isEqualTo(executed);
                    assertThat(looks).isGreaterThan(3);
                    return;
                }
                assertPast(failure);
                assertThat(caller.failures).isPositive();
                executed = now;
                connection.commit();
                assertSettings(connection);
            }
            assertThat(database.content()).isEqualTo(before);
        }
    }

    /** What a caller may give who has none. */
    @Test
    void aVeryLongDeadlineIsAccepted() throws Exception {
        try (Connection connection = begun()) {
            Call.FIRE.call.apply(inside(new Limited(connection, () -> Duration.ofSeconds(Long.MAX_VALUE))));
        }
    }

    /** As much as there is left, in the next larger unit that the database takes. */
    @Test
    void eachStatementGetsTheTimeThatIsLeft() throws Exception {
        try (Connection connection = begun()) {
            Call.FIRE.call.apply(inside(new Limited(connection, () -> Duration.ofMillis(1_200))));
            if (database.product().equals("H2")) {
                assertThat(sent)
                        .contains("Statement.execute SET LOCK_TIMEOUT 1201")
                        .doesNotContain("PreparedStatement.setQueryTimeout 2");
                assertThat(sent.stream().filter(call -> call.startsWith("Statement.execute SET")))
                        .last()
                        .isEqualTo("Statement.execute SET LOCK_TIMEOUT " + PATIENCE_MILLIS);
            } else {
                assertThat(sent).contains("PreparedStatement.setQueryTimeout 2");
            }
            // What the engine would wait itself is not made longer.
            Call.ERASE.call.apply(inside(new Limited(connection, () -> AMPLE)));
            assertThat(sent)
                    .doesNotContain(
                            "PreparedStatement.setQueryTimeout 3600", "Statement.execute SET LOCK_TIMEOUT 3600001");
            connection.rollback();
        }
    }

    private static List<Request> fiveMoves() {
        return List.of("C-2", "C-3", "C-4", "C-1", "C-9").stream()
                .map(id -> id.equals("C-9")
                        ? Request.opening(id, BY_ALICE)
                        : Request.move(id, "START_REVIEW", ALL_TRUE, BY_ALICE))
                .toList();
    }

    private static void assertPast(BulkOutcome<Case> outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.failure())
                                .isInstanceOfSatisfying(
                                        UnchangedException.class, (UnchangedException e) -> assertPast(e)));
    }

    @Test
    void theDeadlineEndsABulkCall() throws Exception {
        List<String> before = database.content();
        try (Connection connection = begun();
                Connection other = somebodyElse(false)) {
            OneSecond second = new OneSecond();
            Limited caller = new Limited(connection, second);
            BulkOptions twos = BulkOptions.defaults().chunkSize(2).progress(done -> second.start());
            List<BulkOutcome<Case>> outcomes = inside(caller).applyAll(fiveMoves(), twos);
            assertThat(outcomes.subList(0, 2)).allMatch(Answered.class::isInstance, "in time");
            outcomes.subList(2, 5).forEach(outcome -> assertPast(outcome));
            assertThat(caller.failures).isPositive();
            connection.rollback();
            other.rollback();
            assertSettings(connection);
        }
        assertThat(database.content()).isEqualTo(before);
        try (Connection connection = begun()) {
            Limited caller = new Limited(connection, () -> Duration.ZERO);
            inside(caller)
                    .applyAll(fiveMoves(), BulkOptions.defaults().chunkSize(2))
                    .forEach(outcome -> assertPast(outcome));
            assertThat(sent).isEmpty();
        }
        try (Connection connection = begun()) {
            List<BulkOutcome<Case>> outcomes =
                    inside(new Limited(connection, () -> AMPLE)).applyAll(fiveMoves());
            assertThat(outcomes).allMatch(Answered.class::isInstance, "in time");
            assertSettings(connection);
            connection.commit();
        }
        assertThat(reviews.load("C-4").seq()).isEqualTo(2);
    }

    @Test
    void theDeadlineOfAGivenConnectionIsKept() throws Exception {
        Instant now = Instant.parse("2031-05-06T07:08:09Z");
        WorkflowRuntime fixed =
                WorkflowRuntime.on(database.pool(), RuntimeOptions.defaults().clock(() -> now));
        Engine.on(fixed);
        try (Connection connection = begun()) {
            Call.FIRE.call.apply(Engine.on(fixed.within(connection, now.plusSeconds(1))));
            sent.clear();
            Engine late = Engine.on(fixed.within(connection, now));
            // Handing it over asks whether it commits by itself.
            sent.clear();
            assertPast(Call.FIRE, late);
            assertPast(Call.FIND, late);
            assertThat(sent).isEmpty();
            connection.rollback();
        }
        assertThat(reviews.load("C-1").seq()).isEqualTo(1);
    }
}
