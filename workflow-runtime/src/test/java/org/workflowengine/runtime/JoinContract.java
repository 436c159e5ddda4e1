package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.CaseAlreadyExists;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.Transition;
import org.workflowengine.runtime.fixture.Faults;
import org.workflowengine.runtime.fixture.Faults.InjectedError;
import org.workflowengine.runtime.fixture.Faults.Mode;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Business row, state and audit are committed together by the caller, or vanish together. */
abstract class JoinContract {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private final TestDatabase database;
    private final WorkflowRuntime runtime;
    private final Engine reviews;

    JoinContract(Supplier<TestDatabase> databases) {
        this.database = databases.get();
        this.runtime = database.runtime();
        this.reviews = Engine.on(runtime);
    }

    /** The business mapper of an application. */
    interface InvoiceMapper {
        @Insert("INSERT INTO invoice (id) VALUES (#{id})")
        int insert(String id);
    }

    @BeforeEach
    void businessTable() throws SQLException {
        database.sql("CREATE TABLE invoice (id VARCHAR(64) PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theEngineJoinsAConnection() throws Exception {
        List<String> before = everything();
        try (Connection connection = begun()) {
            Engine inside = Engine.on(runtime.within(connection));
            business(connection, "I-1");
            Case created = inside.open("C-1", BY_ALICE).orThrow();
            assertThat(created.startReview(BY_ALICE).orThrow().seq()).isEqualTo(2);
            assertThat(inside.history("C-1").entries()).hasSize(2);
            assertThat(reviews.find("C-1")).isEmpty();
            connection.rollback();
        }
        assertThat(everything()).isEqualTo(before);

        try (Connection connection = begun()) {
            Engine inside = Engine.on(runtime.within(connection));
            business(connection, "I-1");
            inside.open("C-1", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
            inside.fire("C-1", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
            connection.commit();
        }
        assertThat(database.rows("SELECT id FROM invoice")).containsExactly("[I-1]");
        assertThat(reviews.load("C-1").seq()).isEqualTo(3);
        assertThat(reviews.history("C-1").check(CaseReview.DEFINITION)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ExecutorType.class)
    void theEngineJoinsASession(ExecutorType executor) throws Exception {
        SqlSessionFactory sessions = sessions();
        try (SqlSession session = sessions.openSession(executor)) {
            session.getMapper(InvoiceMapper.class).insert("I-1");
            Engine.on(runtime.within(session)).open("C-1", BY_ALICE).orThrow();
            session.rollback();
        }
        assertThat(everything()).isEmpty();
        try (SqlSession session = sessions.openSession(executor)) {
            session.getMapper(InvoiceMapper.class).insert("I-1");
            Engine.on(runtime.within(session)).open("C-1", BY_ALICE).orThrow();
            session.commit();
        }
        assertThat(database.rows("SELECT id FROM invoice")).containsExactly("[I-1]");
        assertThat(reviews.load("C-1").seq()).isEqualTo(1);
    }

    /** MyBatis commits and rolls back only where it has seen a write, and closing the session commits what is left. */
    @Test
    void aSessionWithoutWritesOfItsOwnIsCommittedToo() throws Exception {
        SqlSessionFactory sessions = sessions();
        try (SqlSession session = sessions.openSession()) {
            Engine.on(runtime.within(session)).open("C-1", BY_ALICE).orThrow();
            session.rollback();
        }
        assertThat(everything()).isEmpty();
        try (SqlSession session = sessions.openSession()) {
            Engine.on(runtime.within(session)).open("C-1", BY_ALICE).orThrow();
        }
        assertThat(everything()).isEmpty();
        try (SqlSession session = sessions.openSession()) {
            Case created =
                    Engine.on(runtime.within(session)).open("C-1", BY_ALICE).orThrow();
            session.commit();
            created.startReview(BY_ALICE).orThrow();
            session.commit();
            created.startReview(BY_ALICE);
        }
        assertThat(reviews.load("C-1").seq()).isEqualTo(2);
    }

    @Test
    void aConnectionInAutoCommitModeIsRefused() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            assertThatThrownBy(() -> runtime.within(connection))
                    .isInstanceOf(SetupException.class)
                    .hasMessage(
                            "the connection is in auto-commit mode, so state and audit could be committed separately; "
                                    + "call setAutoCommit(false) on it, or openSession(false), before handing it over");
            connection.setAutoCommit(false);
            Engine inside = Engine.on(runtime.within(connection));
            connection.setAutoCommit(true);
            assertThatThrownBy(() -> inside.open("C-1", BY_ALICE)).isInstanceOf(SetupException.class);
        }
        try (SqlSession session = sessions().openSession(true)) {
            assertThatThrownBy(() -> runtime.within(session)).isInstanceOf(SetupException.class);
        }
        assertThat(everything()).isEmpty();
    }

    @Test
    void aRefusalLeavesTheTransactionUsable() throws Exception {
        Case created = reviews.open("C-1", BY_ALICE).orThrow();
        created.startReview(BY_ALICE.requestId("R-1")).orThrow();
        try (Connection connection = begun()) {
            Engine inside = Engine.on(runtime.within(connection));
            business(connection, "I-1");
            Case held = inside.load("C-1");
            reviews.fire("C-1", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();

            // The database refuses: the place of the step is taken.
            assertThat(refusal(held.reject(BY_ALICE)))
                    .isInstanceOfSatisfying(
                            Stale.class,
                            stale -> assertThat(stale.winner().transition()).isEqualTo("ESCALATE"));
            assertThat(refusal(inside.open("C-1", BY_ALICE))).isInstanceOf(CaseAlreadyExists.class);
            assertThat(refusal(inside.load("C-1").make(Transition.ESCALATED_RETURN_TO_REVIEW, BY_ALICE)))
                    .isInstanceOf(GuardNotSatisfied.class);
            Case copy = inside.open("C-2", BY_ALICE.requestId("R-2")).orThrow();
            assertThat(((Applied<Case>) inside.open("C-2", BY_ALICE.requestId("R-2"))).replayed())
                    .isTrue();
            copy.startReview(BY_ALICE).orThrow();
            // A handle that is out of date by the doing of its own transaction.
            assertThat(refusal(copy.startReview(BY_ALICE))).isInstanceOf(Stale.class);
            business(connection, "I-2");
            connection.commit();
        }
        assertThat(database.rows("SELECT id FROM invoice ORDER BY id")).containsExactly("[I-1]", "[I-2]");
        assertThat(reviews.load("C-2").seq()).isEqualTo(2);
        assertThat(reviews.load("C-1").seq()).isEqualTo(3);
    }

    @Test
    void theEngineNeitherCommitsNorRollsBackNorCloses() throws Exception {
        Set<String> calls = new TreeSet<>();
        var counted = Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> {
            // With a savepoint as its argument a rollback undoes only the engine's own.
            calls.add(call + (call.equals("Connection.rollback") && argument != null ? " to savepoint" : ""));
            return effect.make();
        });
        try (Connection connection = counted.getConnection()) {
            connection.setAutoCommit(false);
            calls.clear();
            Engine inside = Engine.on(runtime.within(connection));
            Case created = inside.open("C-1", BY_ALICE).orThrow();
            created.startReview(BY_ALICE).orThrow();
            created.startReview(BY_ALICE);
            inside.applyAll(List.of());
            assertThat(calls)
                    .contains("PreparedStatement.execute", "Connection.rollback to savepoint")
                    .doesNotContain(
                            "Connection.commit",
                            "Connection.rollback",
                            "Connection.close",
                            "Connection.setAutoCommit",
                            "Connection.setTransactionIsolation");
            connection.rollback();
        }
    }

    /** Whatever fails, and even when the caller carries on and commits: no half step. */
    @Test
    void noFailingCallLeavesHalfAStep() throws Exception {
        Faults faults = new Faults(database.dataSource());
        int runs = 0;
        int failed = 0;
        for (Mode mode : Mode.all()) {
            String hit = "none yet";
            for (int call = 1; hit != null; call = faults.after(call)) {
                String caseId = "C-" + ++runs;
                String what = mode + ", call " + call;
                reviews.open(caseId, BY_ALICE).orThrow();
                Connection connection = faults.dataSource().getConnection();
                connection.setAutoCommit(false);
                Engine inside = Engine.on(runtime.within(connection));
                faults.arm(mode, call);
                boolean answered = false;
                try {
                    inside.fire(caseId, "START_REVIEW", ALL_TRUE, BY_ALICE).orThrow();
                    answered = true;
                } catch (UnchangedException | InjectedError e) {
                    failed++;
                }
                hit = faults.hit();
                try {
                    connection.commit();
                } catch (SQLException | RuntimeException | InjectedError e) {
                    answered = false;
                }
                faults.disarm();
                connection.rollback();
                connection.close();
                int steps = database.rows("SELECT seq FROM workflow_audit WHERE case_id = '" + caseId + "'")
                        .size();
                assertThat(reviews.load(caseId).seq()).as(what).isEqualTo(steps);
                assertThat(reviews.history(caseId).check(CaseReview.DEFINITION))
                        .as(what)
                        .isEmpty();
                if (answered) {
                    assertThat(steps).as(what).isEqualTo(2);
                }
            }
        }
        assertThat(failed).isGreaterThan(50);
        System.out.println("JoinContract: " + runs + " runs on " + database.product() + ", " + failed
                + " failures swallowed by the caller, 0 half steps");
    }

    private Connection begun() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    private SqlSessionFactory sessions() {
        Configuration configuration =
                new Configuration(new Environment("shop", new JdbcTransactionFactory(), database.pool()));
        configuration.addMapper(InvoiceMapper.class);
        return new SqlSessionFactoryBuilder().build(configuration);
    }

    private List<String> everything() throws SQLException {
        List<String> content = database.content();
        content.addAll(database.rows("SELECT id FROM invoice"));
        return content;
    }

    private static void business(Connection connection, String id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO invoice (id) VALUES ('" + id + "')");
        }
    }

    private static Refusal refusal(Outcome<Case> outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<Case>) outcome).refusal();
    }
}
