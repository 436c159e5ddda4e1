package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.Consumer;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.spi.CallersTransaction;
import org.workflowengine.runtime.spi.Completion;

/** Part of a transaction that the caller commits or rolls back: a step whose second half failed is rolled back to a savepoint. */
public final class JoinedTransaction implements Transaction {
    private final Connection connection;
    private final CallersTransaction caller;
    private final SessionFactory sessions;
    private final Deadline deadline;
    private final SqlSession session;
    private @Nullable Savepoint savepoint;
    private boolean committed;

    JoinedTransaction(Connection connection, CallersTransaction caller, SessionFactory sessions) {
        this.connection = connection;
        this.caller = caller;
        this.sessions = sessions;
        this.deadline = new Deadline(caller, connection, sessions.dialect());
        this.session = sessions.session(ExecutorType.SIMPLE, connection, deadline);
    }

    @Override
    public <T> T mapper(Class<T> type) {
        return session.getMapper(type);
    }

    @Override
    public SqlSession batch() {
        return sessions.session(ExecutorType.BATCH, connection, deadline);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public boolean isJoined() {
        return true;
    }

    @Override
    public boolean afterCompletion(Consumer<Completion> listener) {
        return caller.afterCompletion(listener);
    }

    @Override
    public boolean isPastDeadline() {
        return deadline.hasPassed();
    }

    @Override
    public void beforeWriting() throws SQLException {
        savepoint = connection.setSavepoint();
    }

    @Override
    public void commit() throws SQLException {
        deadline.check();
        connection.releaseSavepoint(savepoint);
        committed = true;
        caller.written();
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    /** The caller has not committed. */
    @Override
    public boolean isUndoneBy(Throwable failedCommit) {
        return true;
    }

    /** A statement that failed outside a savepoint may have ended the transaction, and after its deadline nobody should commit it. */
    @Override
    public void failed() {
        if (savepoint == null || isPastDeadline()) {
            caller.failed();
        }
    }

    @Override
    public void undo() throws SQLException {
        if (savepoint != null) {
            connection.rollback(savepoint);
        }
    }

    /** The connection is the caller's. */
    @Override
    public void leadsToReadOnlyNode() {}

    @Override
    public boolean startOver() {
        return false;
    }

    @Override
    public boolean seesLatest() throws SQLException {
        return connection.getTransactionIsolation() <= Connection.TRANSACTION_READ_COMMITTED;
    }

    @Override
    public void close() throws SQLException {
        try (session;
                deadline) {
            if (savepoint != null && !committed) {
                undo(savepoint);
            }
        } catch (Throwable e) {
            caller.failed();
            throw e;
        } finally {
            caller.release(connection);
        }
    }

    /**
     * A deadlock may have ended the whole transaction, or the connection is gone. If it is not, the whole transaction is rolled back, so
     * that a caller who swallows the failure and commits cannot commit half a step.
     */
    private void undo(Savepoint step) throws SQLException {
        try {
            connection.rollback(step);
        } catch (Throwable e) {
            try {
                connection.rollback();
            } catch (Throwable second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }
}
