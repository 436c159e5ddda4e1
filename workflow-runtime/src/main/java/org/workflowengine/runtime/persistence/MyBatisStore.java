package org.workflowengine.runtime.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.workflowengine.runtime.core.WorkflowException;
import org.workflowengine.runtime.engine.Store;

/** Keeps cases and their history in a relational database. */
final class MyBatisStore implements Store {
    private final Sessions sessions;
    private final CallersTransaction caller;

    MyBatisStore(Sessions sessions, CallersTransaction caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    @Override
    public Unit begin() {
        try {
            Optional<Connection> current = caller.current();
            return new MyBatisUnit(
                    current.isPresent() ? sessions.join(current.get(), caller) : sessions.begin(), sessions);
        } catch (WorkflowException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw SqlStates.unchanged("beginning a transaction", e);
        }
    }
}
