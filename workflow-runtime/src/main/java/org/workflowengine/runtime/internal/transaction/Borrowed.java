package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.workflowengine.runtime.internal.dialect.Closing;
import org.workflowengine.runtime.internal.dialect.TriggerClasses;

/**
 * A borrowed connection, given back in the state it was in. If it is not in auto-commit mode, each read begins a transaction. That is
 * rolled back, because not every pool does so.
 */
public record Borrowed(Connection connection, boolean autoCommit, H2FileLock fileLock) implements AutoCloseable {
    public static Borrowed from(DataSource dataSource, H2FileLock fileLock) throws SQLException {
        fileLock.take();
        try {
            return of(TriggerClasses.visible(dataSource::getConnection), fileLock);
        } catch (Throwable failure) {
            fileLock.pass();
            throw failure;
        }
    }

    private static Borrowed of(Connection connection, H2FileLock fileLock) throws SQLException {
        try {
            return new Borrowed(connection, connection.getAutoCommit(), fileLock);
        } catch (Throwable failure) {
            Closing.after(failure, connection);
            throw failure;
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!autoCommit) {
                connection.rollback();
            }
        } finally {
            fileLock.pass();
        }
    }
}
