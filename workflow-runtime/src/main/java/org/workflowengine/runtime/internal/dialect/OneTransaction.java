package org.workflowengine.runtime.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Several statements in one string as one transaction, for settings that last as long. PostgreSQL's driver sends them so in any case but one:
 * with {@code preferQueryMode=simple}, which some poolers need, each would be a transaction of its own in auto-commit mode.
 */
public record OneTransaction(Connection connection, boolean isBegun) implements AutoCloseable {
    public static OneTransaction on(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
        return new OneTransaction(connection, autoCommit);
    }

    /** Nothing was written. */
    @Override
    public void close() throws SQLException {
        if (isBegun) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
