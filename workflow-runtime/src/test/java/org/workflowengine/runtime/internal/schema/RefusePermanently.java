package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** A trigger of the schema version that only tests know. */
public final class RefusePermanently implements Trigger {
    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("what is recorded stays permanently", "23000");
    }
}
