package org.workflowengine.runtime.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Several statements in one string as one transaction, for settings that last as long. PostgreSQL's driver always sends them like this,
 * with one exception: with {@code preferQueryMode=simple}, which some poolers need, each would be its own transaction in auto-commit
 * mode.
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
