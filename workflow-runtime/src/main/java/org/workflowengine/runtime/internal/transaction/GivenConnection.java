package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.executor.ErrorContext;
import org.apache.ibatis.session.SqlSession;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.spi.CallersTransaction;

/** The transaction on a connection that the caller has handed over, until it fails. */
public final class GivenConnection implements CallersTransaction {
    /** The id of a statement that no configuration has. */
    private static final String MARK = "org.workflowengine.runtime.written";

    private final Supplier<Connection> connection;
    private final Runnable written;
    private final Supplier<Optional<Duration>> timeLeft;
    private boolean failed;

    private GivenConnection(Supplier<Connection> connection, Runnable written, Supplier<Optional<Duration>> timeLeft) {
        this.connection = connection;
        this.written = written;
        this.timeLeft = timeLeft;
    }

    /**
     * The transaction on a connection.
     *
     * @param connection a connection that is not in auto-commit mode
     * @param timeLeft as {@link CallersTransaction#timeLeft}
     * @return the transaction
     * @throws SetupException if it is in auto-commit mode
     */
    public static GivenConnection of(Connection connection, Supplier<Optional<Duration>> timeLeft) {
        return checked(new GivenConnection(() -> connection, () -> {}, timeLeft));
    }

    /**
     * The transaction of a MyBatis session.
     *
     * @param session a session that does not commit each statement
     * @param timeLeft as {@link CallersTransaction#timeLeft}
     * @return the transaction
     * @throws SetupException if its connection is in auto-commit mode
     */
    public static GivenConnection of(SqlSession session, Supplier<Optional<Duration>> timeLeft) {
        return checked(new GivenConnection(() -> connectionOf(session), () -> markAsWritten(session), timeLeft));
    }

    private static Connection connectionOf(SqlSession session) {
        try {
            return session.getConnection();
        } catch (PersistenceException e) {
            // Only for this call, MyBatis would leave its diary in the thread.
            ErrorContext.instance().reset();
            throw e;
        }
    }

    private static GivenConnection checked(GivenConnection given) {
        try {
            given.current();
            return given;
        } catch (SQLException | PersistenceException e) {
            throw new SetupException("the connection cannot be used", "see the cause", e);
        }
    }

    /**
     * A session commits and rolls back only when it has seen a write. Without that mark its {@code commit()} and
     * {@code rollback()} do nothing, and closing it then commits what is pending. An update by an unknown statement leaves the mark
     * and nothing else.
     */
    private static void markAsWritten(SqlSession session) {
        try {
            session.update(MARK);
        } catch (PersistenceException expected) {
            // There is no such statement.
        }
    }

    @Override
    public Optional<Connection> current() throws SQLException {
        if (failed) {
            throw UnchangedException.lostTransaction();
        }
        Connection given = connection.get();
        if (given.getAutoCommit()) {
            throw new SetupException(
                    "the connection is in auto-commit mode, so state and audit could be committed separately",
                    "call setAutoCommit(false) on it, or openSession(false), before handing it over",
                    null);
        }
        return Optional.of(given);
    }

    @Override
    public Optional<Duration> timeLeft() {
        return timeLeft.get();
    }

    @Override
    public void written() {
        written.run();
    }

    @Override
    public void failed() {
        failed = true;
    }
}
