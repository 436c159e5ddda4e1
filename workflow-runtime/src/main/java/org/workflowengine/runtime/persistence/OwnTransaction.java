package org.workflowengine.runtime.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;

/** One session in a transaction of its own: committed once, or rolled back when it is closed. */
final class OwnTransaction implements Transaction {
    private final Connection connection;
    private final SqlSession session;
    private final int usualIsolation;
    private final boolean usualAutoCommit;
    private final Turn turn;
    private boolean failed;
    private boolean committed;

    private OwnTransaction(Connection connection, int usualIsolation, SqlSessionFactory sessions, Turn turn)
            throws SQLException {
        this.connection = connection;
        this.turn = turn;
        this.usualIsolation = usualIsolation;
        this.usualAutoCommit = connection.getAutoCommit();
        if (usualAutoCommit) {
            connection.setAutoCommit(false);
        }
        if (usualIsolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        this.session = sessions.openSession(connection);
    }

    /** Asking each connection for its isolation would cost a round trip; the caller has asked once, at the start. */
    static OwnTransaction begin(DataSource dataSource, int usualIsolation, SqlSessionFactory sessions, Turn turn)
            throws SQLException {
        turn.take();
        try {
            return began(dataSource, usualIsolation, sessions, turn);
        } catch (Throwable failure) {
            turn.pass();
            throw failure;
        }
    }

    private static OwnTransaction began(
            DataSource dataSource, int usualIsolation, SqlSessionFactory sessions, Turn turn) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            return new OwnTransaction(connection, usualIsolation, sessions, turn);
        } catch (Throwable failure) {
            Closing.after(failure, connection);
            throw failure;
        }
    }

    @Override
    public <T> T mapper(Class<T> type) {
        return session.getMapper(type);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void beforeWriting() {}

    @Override
    public void commit() throws SQLException {
        if (failed) {
            // PostgreSQL would turn it into a rollback, and its driver would report success.
            throw new SQLException("a statement of the transaction has failed", "25P02");
        }
        connection.commit();
        committed = true;
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public boolean isUndoneBy(Throwable failedCommit) {
        return SqlStates.isCertainlyNotCommitted(failedCommit);
    }

    @Override
    public void failed() {
        failed = true;
    }

    @Override
    public boolean startOver() throws SQLException {
        rollback();
        return true;
    }

    /** Galera, where another node's step has undone the transaction, says so even to the rollback: the second one is certain. */
    private void rollback() throws SQLException {
        try {
            connection.rollback();
        } catch (SQLException e) {
            if (!SqlStates.isRolledBack(e)) {
                throw e;
            }
            connection.rollback();
        }
    }

    /**
     * Gives the connection back as it was found. Auto-commit is not switched on before the rollback has succeeded: that would
     * commit what is pending.
     */
    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!committed) {
                rollback();
            }
            if (usualIsolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(usualIsolation);
            }
            if (usualAutoCommit) {
                connection.setAutoCommit(true);
            }
            session.close();
        } finally {
            turn.pass();
        }
    }
}
