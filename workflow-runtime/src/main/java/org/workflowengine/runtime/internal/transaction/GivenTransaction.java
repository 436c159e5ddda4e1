package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.ibatis.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The transaction as MyBatis sees it: a connection that it neither commits, rolls back nor closes, and a limit for each statement.
 * MyBatis's own implementation switches auto-commit on when a session is closed, which commits what a failed rollback has left behind.
 */
final class GivenTransaction implements Transaction {
    private final Connection connection;
    private final @Nullable Deadline deadline;

    GivenTransaction(Connection connection, @Nullable Deadline deadline) {
        this.connection = connection;
        this.deadline = deadline;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public void commit() {}

    @Override
    public void rollback() {}

    @Override
    public void close() {}

    /** MyBatis asks before each statement. */
    @Override
    public @Nullable Integer getTimeout() throws SQLException {
        return deadline == null ? null : deadline.ofStatement();
    }
}
