package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A case goes when its tombstone names where it is, and its steps go after it: newest first, because the next step refers to the one before.
 */
public final class AllowPurge extends RowTrigger {
    private static final String NAMED = """
            SELECT 1 FROM %s.workflow_tombstone WHERE case_id = ? AND last_seq = ? AND last_digest = ?
            """;

    private static final String PURGED = """
            SELECT 1 FROM %s.workflow_tombstone
            WHERE case_id = ?1 AND NOT EXISTS (SELECT 1 FROM %s.workflow_case WHERE case_id = ?1)
            """;

    /** For H2. */
    public AllowPurge() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        String old = unlessLatest(connection);
        if (old != null) {
            return old;
        }
        Object[] row = Objects.requireNonNull(before);
        Object caseId = value(row, "case_id");
        if (table().equals("workflow_audit")) {
            return exists(connection, PURGED, caseId)
                    ? null
                    : "no tombstone says that the case is purged, or the case is still there";
        }
        return Objects.equals(value(row, "holds"), 0)
                        && exists(connection, NAMED, caseId, value(row, "seq"), value(row, "digest"))
                ? null
                : "no tombstone names where the case is";
    }
}
