package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.dialect.Closing;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;
import org.workflowengine.runtime.internal.dialect.SqlStates;

/** A connection that shows everything as it was at one moment, and that can still be used after a statement has failed. */
public final class SnapshotConnection implements AutoCloseable {
    private static final int FETCH_SIZE = 1_000;

    private final Connection connection;
    private final TransactionRules rules;
    private final SchemaName schema;
    private final H2FileLock fileLock;
    private final boolean autoCommitBefore;
    private final int defaultIsolation;
    private boolean begun;

    private SnapshotConnection(Connection connection, Dialect dialect, SchemaName schema, H2FileLock fileLock)
            throws SQLException {
        this.connection = connection;
        this.rules = TransactionRules.of(dialect);
        this.schema = schema;
        this.fileLock = fileLock;
        this.autoCommitBefore = connection.getAutoCommit();
        this.defaultIsolation = rules.levelToRestore(connection);
    }

    /** Begins with what is there now. */
    public static SnapshotConnection of(
            DataSource dataSource, Dialect dialect, SchemaName schema, H2FileLock fileLock) {
        fileLock.take();
        try {
            SnapshotConnection snapshot = on(dataSource.getConnection(), dialect, schema, fileLock);
            try {
                snapshot.begin();
                return snapshot;
            } catch (Throwable failure) {
                Closing.after(failure, snapshot);
                throw failure;
            }
        } catch (SQLException e) {
            throw SqlStates.unchanged("beginning to verify", e);
        } finally {
            // Others may write during a long read: what this connection shows does not change.
            fileLock.pass();
        }
    }

    /**
     * Several that show the same moment. All connections are taken before anything is read: a pool that does not have so many is found
     * out at once.
     */
    public static List<SnapshotConnection> sharing(
            DataSource dataSource, Dialect dialect, SchemaName schema, H2FileLock fileLock, int count) {
        List<SnapshotConnection> taken = new ArrayList<>();
        String doing = "";
        try {
            for (int i = 1; i <= count; i++) {
                doing = "taking connection " + i + " of " + count + ", all of which a verification in " + (count - 1)
                        + " threads needs at once: give it a pool that has so many, or fewer threads";
                taken.add(on(dataSource.getConnection(), dialect, schema, fileLock));
            }
            doing = "sharing one snapshot among " + count
                    + " connections, which must lead to the same server: verify in one thread if they do not";
            taken.get(0).begin();
            String shared = taken.get(0).rules.share(taken.get(0).connection);
            for (SnapshotConnection each : taken.subList(1, count)) {
                each.begin();
                each.rules.join(each.connection, shared);
            }
            return taken;
        } catch (SQLException e) {
            UnchangedException failure = SqlStates.unchanged(doing, e);
            taken.forEach(each -> Closing.after(failure, each));
            throw failure;
        } catch (Throwable failure) {
            taken.forEach(each -> Closing.after(failure, each));
            throw failure;
        }
    }

    private static SnapshotConnection on(Connection connection, Dialect dialect, SchemaName schema, H2FileLock fileLock)
            throws SQLException {
        try {
            return new SnapshotConnection(connection, dialect, schema, fileLock);
        } catch (Throwable failure) {
            Closing.after(failure, connection);
            throw failure;
        }
    }

    private void begin() throws SQLException {
        if (autoCommitBefore) {
            // Without a transaction, PostgreSQL's driver would collect all rows of a result before it returns the
            // first.
            connection.setAutoCommit(false);
        } else {
            // A pool's test query may have begun a transaction.
            connection.rollback();
        }
        begun = true;
        rules.isolate(connection, Isolation.REPEATABLE_READ);
        rules.stream(connection, true);
    }

    /** Reads one statement, row by row. */
    public interface Query<T> {
        T run() throws SQLException;
    }

    /** After a failed statement, PostgreSQL refuses all others until the transaction is rolled back to the point before it. */
    public <T> T recoverably(Query<T> query) throws SQLException {
        if (rules.goesOnAfterFailure()) {
            return query.run();
        }
        Savepoint before = connection.setSavepoint();
        try {
            T answer = query.run();
            connection.releaseSavepoint(before);
            return answer;
        } catch (SQLException e) {
            try {
                connection.rollback(before);
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Each table in the statement has {@code %s} before its name, where the schema goes. */
    public PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.replace("%s", schema.quoted()));
        try {
            statement.setFetchSize(FETCH_SIZE);
            for (int i = 0; i < parameters.length; i++) {
                rules.bind(statement, i + 1, parameters[i]);
            }
            return statement;
        } catch (Throwable failure) {
            statement.close();
            throw failure;
        }
    }

    /** Gives the connection back in the state it was in. */
    @Override
    public void close() {
        fileLock.take();
        try (connection) {
            if (begun) {
                rules.rollback(connection);
            }
            rules.restore(connection, defaultIsolation);
            connection.setAutoCommit(autoCommitBefore);
            rules.stream(connection, false);
        } catch (SQLException e) {
            throw SqlStates.unchanged("giving back a connection", e);
        } finally {
            fileLock.pass();
        }
    }
}
