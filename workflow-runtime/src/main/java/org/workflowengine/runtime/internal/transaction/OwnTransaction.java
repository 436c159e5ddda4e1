package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.workflowengine.runtime.internal.dialect.Closing;
import org.workflowengine.runtime.internal.dialect.SqlStates;

/** One session in a transaction of its own: committed once, or rolled back when it is closed. */
public final class OwnTransaction implements Transaction {
    private final Connection connection;
    private final SessionFactory sessions;
    private final SqlSession session;
    private final TransactionRules rules;
    private final int defaultIsolation;
    private final boolean autoCommitBefore;
    private final H2FileLock fileLock;
    private boolean begun;
    private boolean failed;
    private boolean committed;
    private boolean leadsNowhere;

    private OwnTransaction(Connection connection, int defaultIsolation, SessionFactory sessions, H2FileLock fileLock)
            throws SQLException {
        this.connection = connection;
        this.rules = TransactionRules.of(sessions.dialect());
        this.fileLock = fileLock;
        this.defaultIsolation = defaultIsolation;
        this.autoCommitBefore = connection.getAutoCommit();
        this.sessions = sessions;
        this.session = sessions.session(ExecutorType.SIMPLE, connection, null);
    }

    /** Asking each connection for its isolation would cost a round trip; the caller has asked once, at the start. */
    static OwnTransaction begin(
            DataSource dataSource, int defaultIsolation, SessionFactory sessions, H2FileLock fileLock)
            throws SQLException {
        fileLock.take();
        OwnTransaction transaction;
        try {
            transaction = on(dataSource.getConnection(), defaultIsolation, sessions, fileLock);
        } catch (Throwable failure) {
            fileLock.pass();
            throw failure;
        }
        try {
            transaction.begin();
            return transaction;
        } catch (Throwable failure) {
            Closing.after(failure, transaction);
            throw failure;
        }
    }

    private static OwnTransaction on(
            Connection connection, int defaultIsolation, SessionFactory sessions, H2FileLock fileLock)
            throws SQLException {
        try {
            return new OwnTransaction(connection, defaultIsolation, sessions, fileLock);
        } catch (Throwable failure) {
            Closing.after(failure, connection);
            throw failure;
        }
    }

    private void begin() throws SQLException {
        if (autoCommitBefore) {
            connection.setAutoCommit(false);
        }
        begun = true;
        if (hasOwnLevel()) {
            if (!autoCommitBefore) {
                // A pool's test query may have begun a transaction, whose level is fixed.
                connection.rollback();
            }
            rules.isolate(connection, Isolation.READ_COMMITTED);
        }
    }

    private boolean hasOwnLevel() {
        return Isolation.READ_COMMITTED.differsFrom(defaultIsolation);
    }

    @Override
    public <T> T mapper(Class<T> type) {
        return session.getMapper(type);
    }

    @Override
    public SqlSession batch() {
        return sessions.session(ExecutorType.BATCH, connection, null);
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
    public void undo() throws SQLException {
        rollback();
        if (hasOwnLevel()) {
            rules.isolate(connection, Isolation.READ_COMMITTED);
        }
    }

    @Override
    public void leadsToReadOnlyNode() {
        leadsNowhere = true;
    }

    @Override
    public boolean startOver() throws SQLException {
        undo();
        return true;
    }

    @Override
    public boolean seesLatest() {
        return true;
    }

    /** If another node's step has undone the transaction, Galera reports that even for the rollback: the second rollback is certain. */
    private void rollback() throws SQLException {
        try {
            rollbackOnce();
        } catch (SQLException e) {
            if (!SqlStates.isRolledBack(e)) {
                throw e;
            }
            rollbackOnce();
        }
    }

    private void rollbackOnce() throws SQLException {
        if (hasOwnLevel()) {
            rules.rollback(connection);
        } else {
            connection.rollback();
        }
    }

    /**
     * Gives the connection back in the state it was in. Auto-commit is not switched on before the rollback has succeeded: that would
     * commit what is pending. A connection to a node that accepts no writes is cut instead: pools do not notice by themselves, and would
     * hand it out again long after the writes have moved to another node.
     */
    @Override
    public void close() throws SQLException {
        try (connection;
                session) {
            if (leadsNowhere) {
                connection.abort(Runnable::run);
                return;
            }
            if (begun && !committed) {
                rollback();
            }
            if (hasOwnLevel()) {
                rules.restore(connection, defaultIsolation);
            }
            if (autoCommitBefore) {
                connection.setAutoCommit(true);
            }
        } finally {
            fileLock.pass();
        }
    }
}
