package org.workflowengine.runtime.persistence;

import java.sql.SQLException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.engine.Store;

/** Keeps cases and their history in a relational database. */
final class MyBatisStore implements Store {
    private final Sessions sessions;
    private final Dialect dialect;

    MyBatisStore(Sessions sessions, Dialect dialect) {
        this.sessions = sessions;
        this.dialect = dialect;
    }

    @Override
    public Unit begin() {
        try {
            return new MyBatisUnit(sessions.begin(), dialect);
        } catch (SQLException | RuntimeException e) {
            throw new UnchangedException("beginning a transaction", e);
        }
    }
}
