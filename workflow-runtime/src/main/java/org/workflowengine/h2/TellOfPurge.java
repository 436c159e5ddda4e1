package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The installation tells which tombstone is the newest, also to transactions that read an older state of the tables. */
public final class TellOfPurge extends RowTrigger {
    private static final String PURGED = "UPDATE %s.workflow_installation SET purged = ?";

    /** For H2. */
    public TellOfPurge() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        update(connection, PURGED, value(Objects.requireNonNull(after), "seq"));
        return null;
    }
}
