package org.workflowengine.runtime.internal.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.core.WorkflowException;
import org.workflowengine.runtime.internal.dialect.Closing;
import org.workflowengine.runtime.internal.dialect.SqlStates;
import org.workflowengine.runtime.internal.engine.Store;
import org.workflowengine.runtime.internal.transaction.Deadline;
import org.workflowengine.runtime.internal.transaction.Sessions;
import org.workflowengine.runtime.internal.transaction.Transaction;
import org.workflowengine.runtime.spi.CallersTransaction;

/** Keeps cases and their history in a relational database. */
final class MyBatisStore implements Store {
    private final Sessions sessions;
    private final CallersTransaction caller;
    private final Function<String, Digest> caseHash;

    MyBatisStore(Sessions sessions, CallersTransaction caller, Function<String, Digest> caseHash) {
        this.sessions = sessions;
        this.caller = caller;
        this.caseHash = caseHash;
    }

    @Override
    public Unit begin() {
        try {
            if (Deadline.hasPassed(caller)) {
                caller.failed();
                throw UnchangedException.pastDeadline();
            }
            Optional<Connection> current = caller.current();
            return unit(current.isPresent() ? joined(current.get()) : sessions.begin());
        } catch (WorkflowException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw SqlStates.unchanged("beginning a transaction", e);
        }
    }

    private Transaction joined(Connection connection) throws SQLException {
        try {
            sessions.database().demand(connection);
            return sessions.join(connection, caller);
        } catch (Throwable failure) {
            Closing.after(failure, () -> caller.release(connection));
            throw failure;
        }
    }

    private Unit unit(Transaction transaction) throws SQLException {
        try {
            return new MyBatisUnit(transaction, sessions, caseHash);
        } catch (Throwable failure) {
            // Out of memory, for example: nothing else would end it, and others may wait for their turn.
            Closing.after(failure, transaction);
            throw failure;
        }
    }
}
