package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What a new connection or a new transaction heals, made by the databases themselves. */
class TransientFailuresTest {
    private static final Decision BY_ALICE = by("alice").because("all documents in");

    private static UnchangedException failing(Engine reviews) {
        UnchangedException failure = catchThrowableOfType(
                UnchangedException.class, () -> reviews.fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static SQLException databaseFailure(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof SQLException)) {
            cause = cause.getCause();
            assertThat(cause).as("what the database said").isNotNull();
        }
        return (SQLException) cause;
    }

    private static void assertTransient(UnchangedException failure, String state) {
        assertThat(databaseFailure(failure).getSQLState()).isEqualTo(state);
        assertThat(failure).matches(UnchangedException::isTransient, "may be tried again");
    }

    /** PostgreSQL ends a session: by a command, or because a transaction was idle, or open, for too long. */
    @ParameterizedTest
    @CsvSource({
        "57P01, SELECT 1",
        "25P03, SET idle_in_transaction_session_timeout = 1",
        "25P04, SET transaction_timeout = 1"
    })
    void aSessionThatPostgreSqlEnds(String state, String setting) throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            WorkflowRuntime runtime = database.runtime();
            Engine.on(runtime).open("C-1", BY_ALICE).orThrow();
            try (Connection connection = database.dataSource().getConnection()) {
                int session = number(connection, "SELECT pg_backend_pid()");
                execute(connection, setting);
                connection.setAutoCommit(false);
                Engine inside = Engine.on(runtime.within(connection));
                execute(connection, "SELECT 1");
                if (state.equals("57P01")) {
                    database.rows("SELECT pg_terminate_backend(" + session + ")");
                }
                while (!database.rows("SELECT pid FROM pg_stat_activity WHERE pid = " + session)
                        .isEmpty()) {
                    Thread.onSpinWait();
                }
                assertTransient(failing(inside), state);
            }
        }
    }

    @Test
    void tooManyConnectionsOnPostgreSqlAreTransient() throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            Engine reviews = Engine.on(database.runtime());
            reviews.open("C-1", BY_ALICE).orThrow();
            database.roles();
            DataSource login = database.login("application");
            Engine limited = Engine.on(WorkflowRuntime.on(login));
            try (Connection held = login.getConnection()) {
                database.sql("ALTER ROLE " + text(held, "SELECT current_user") + " CONNECTION LIMIT 1");
                assertTransient(failing(limited), "53300");
            }
        }
    }

    @Test
    void tooManyConnectionsOnMariaDbAreTransient() throws Exception {
        try (TestDatabase database = TestDatabase.mariaDb()) {
            Engine.on(database.runtime()).open("C-1", BY_ALICE).orThrow();
            database.roles();
            DataSource login = database.login("application");
            Engine limited = Engine.on(WorkflowRuntime.on(login));
            try (Connection first = login.getConnection()) {
                String user = text(first, "SELECT CURRENT_USER()").replaceFirst("@.*", "");
                database.sql("ALTER USER " + user + " WITH MAX_USER_CONNECTIONS 1");
            }
            // One that was opened before the limit does not count.
            try (Connection held = login.getConnection()) {
                assertThat(held.isValid(5)).isTrue();
                UnchangedException failure = failing(limited);
                assertThat(databaseFailure(failure).getErrorCode()).isEqualTo(1226);
                assertTransient(failure, "42000");
            }
        }
    }

    /** A statement that waits for a lock, and the connection that it came on. */
    @ParameterizedTest
    @CsvSource({"QUERY", "CONNECTION"})
    void whatSomebodyKillsOnMariaDb(String kill) throws Exception {
        try (TestDatabase database = TestDatabase.mariaDb();
                Connection holder = database.dataSource().getConnection();
                Connection connection = database.dataSource().getConnection()) {
            WorkflowRuntime runtime = database.runtime();
            Engine.on(runtime).open("C-1", BY_ALICE).orThrow();
            holder.setAutoCommit(false);
            Engine.on(runtime.within(holder)).fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE);
            connection.setAutoCommit(false);
            int session = number(connection, "SELECT CONNECTION_ID()");
            Engine inside = Engine.on(runtime.within(connection));
            CompletableFuture<UnchangedException> answer = CompletableFuture.supplyAsync(() -> failing(inside));
            // It waits for the lock: nothing else takes so long. What InnoDB tells of its transactions stands still
            // while it is asked often.
            while (!answer.isDone()
                    && database.rows("SELECT id FROM information_schema.processlist WHERE id = " + session
                                    + " AND command = 'Query' AND time_ms > 200")
                            .isEmpty()) {
                Thread.onSpinWait();
            }
            database.sql("KILL " + kill + " " + session);
            assertThat(answer.get()).matches(UnchangedException::isTransient, "may be tried again");
            holder.rollback();
        }
    }

    /** The one connection has closed the database; a new one opens it again. */
    @Test
    void anH2DatabaseThatIsBeingClosedIsTransient(@TempDir Path folder) throws Exception {
        try (TestDatabase database = TestDatabase.inFile(folder.resolve("reviews"))) {
            WorkflowRuntime runtime = database.runtime();
            Engine reviews = Engine.on(runtime);
            reviews.open("C-1", BY_ALICE).orThrow();
            try (Connection connection = database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                Engine inside = Engine.on(runtime.within(connection));
                database.sql("SHUTDOWN");
                assertThat(failing(inside)).matches(UnchangedException::isTransient, "may be tried again");
            }
            assertThat(Engine.on(WorkflowRuntime.on(database.dataSource()))
                            .load("C-1")
                            .seq())
                    .isEqualTo(1);
        }
    }

    /** No other connection writes to it either. */
    @Test
    void anH2FileOpenedReadOnlyIsNotTransient(@TempDir Path folder) throws Exception {
        String url = "jdbc:h2:" + folder.resolve("reviews").toAbsolutePath();
        try (WorkflowRuntime writing = WorkflowRuntime.embedded(folder.resolve("reviews"))) {
            Engine.on(writing).open("C-1", BY_ALICE).orThrow();
        }
        JdbcDataSource reading = new JdbcDataSource();
        reading.setURL(url + ";ACCESS_MODE_DATA=r;WRITE_DELAY=0");
        reading.setUser("sa");
        try (Connection open = reading.getConnection()) {
            assertThat(open.isValid(1)).isTrue();
            WorkflowRuntime runtime = WorkflowRuntime.on(reading);
            Engine reviews = Engine.on(runtime);
            assertThat(reviews.load("C-1").seq()).isEqualTo(1);
            assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
            assertThat(failing(reviews))
                    .hasMessageContaining("this H2 database is opened read-only")
                    .matches(failure -> !failure.isTransient(), "would fail again");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        return Integer.parseInt(text(connection, query));
    }
}
