package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.spi.CallersTransaction;

/** The time that a caller's transaction has left, as the limit of each statement in it. */
public final class Deadline implements AutoCloseable {
    public static final String PASSED = "the deadline of the caller's transaction has passed";

    private final CallersTransaction caller;
    private final Connection connection;
    private final Dialect dialect;
    private @Nullable Integer lockTimeoutBefore;

    Deadline(CallersTransaction caller, Connection connection, Dialect dialect) {
        this.caller = caller;
        this.connection = connection;
        this.dialect = dialect;
    }

    public static boolean hasPassed(CallersTransaction caller) {
        return caller.timeLeft().filter(Deadline::isNothing).isPresent();
    }

    private static boolean isNothing(Duration left) {
        return left.isZero() || left.isNegative();
    }

    boolean hasPassed() {
        return hasPassed(caller);
    }

    /** Requires that there is time left. */
    void check() throws SQLTimeoutException {
        if (hasPassed()) {
            throw new SQLTimeoutException(PASSED);
        }
    }

    /**
     * How long the next statement may take.
     *
     * @return whole seconds, from one on; null where there is no deadline, or the statement itself has no limit: on H2, where that would be a
     *     setting of the session and would not bound the wait for a lock, that wait is bounded instead
     */
    @Nullable
    Integer ofStatement() throws SQLException {
        Optional<Duration> left = caller.timeLeft();
        if (left.isEmpty()) {
            return null;
        }
        check();
        if (!TransactionRules.of(dialect).limitsStatements()) {
            boundWait(left.get());
            return null;
        }
        return (int) Math.min(left.get().plusNanos(999_999_999).toSeconds(), Integer.MAX_VALUE);
    }

    private void boundWait(Duration left) throws SQLException {
        int before = lockTimeoutBefore();
        lockTimeout(left.compareTo(Duration.ofMillis(before)) < 0 ? (int) left.toMillis() + 1 : before);
    }

    private int lockTimeoutBefore() throws SQLException {
        if (lockTimeoutBefore == null) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("CALL LOCK_TIMEOUT()")) {
                row.next();
                lockTimeoutBefore = row.getInt(1);
            }
        }
        return lockTimeoutBefore;
    }

    private void lockTimeout(int millis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT " + millis);
        }
    }

    /** Restores the settings of the session. */
    @Override
    public void close() throws SQLException {
        if (lockTimeoutBefore != null) {
            lockTimeout(lockTimeoutBefore);
        }
    }
}
