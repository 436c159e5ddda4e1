package org.workflowengine.examples.tamper;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** What somebody plants in H2: every new step gets another reason. Public, because H2 makes it. */
public final class ChangingTrigger implements Trigger {
    private int reason;

    /** For H2. */
    public ChangingTrigger() {}

    @Override
    public void init(Connection connection, String schema, String trigger, String table, boolean before, int type)
            throws SQLException {
        try (ResultSet column = connection.getMetaData().getColumns(null, schema, table, "REASON")) {
            column.next();
            reason = column.getInt("ORDINAL_POSITION") - 1;
        }
    }

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
        after[reason] = "documents waived";
    }
}
