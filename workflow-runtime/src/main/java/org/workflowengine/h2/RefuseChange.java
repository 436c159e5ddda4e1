package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is recorded stays. Only the number of the newest tombstone follows the tombstones. */
public final class RefuseChange extends RowTrigger {
    private static final String NEWEST = """
            SELECT 1 FROM %s.workflow_tombstone HAVING MAX(seq) = ?
            """;

    /** For H2. */
    public RefuseChange() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        return before != null
                        && after != null
                        && table().equals("workflow_installation")
                        && isOnlyPurged(before, after)
                        && exists(connection, NEWEST, value(after, "purged"))
                ? null
                : "what is recorded stays";
    }

    private boolean isOnlyPurged(Object[] before, Object[] after) {
        return columns().stream()
                .allMatch(column -> column.equals("purged")
                        ? number(after) > number(before)
                        : Objects.deepEquals(value(after, column), value(before, column)));
    }

    private long number(Object[] row) {
        return value(row, "purged") instanceof Long number ? number : 0;
    }
}
