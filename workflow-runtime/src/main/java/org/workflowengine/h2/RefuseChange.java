package org.workflowengine.h2;

import java.sql.Connection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is recorded stays. Only the number of the newest tombstone goes up. */
public final class RefuseChange extends RowTrigger {
    /** For H2. */
    public RefuseChange() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) {
        return before != null && after != null && table().equals("workflow_installation") && isPurge(before, after)
                ? null
                : "what is recorded stays";
    }

    private boolean isPurge(Object[] before, Object[] after) {
        return columns().stream()
                .allMatch(column -> column.equals("purged")
                        ? number(after) > number(before)
                        : Objects.deepEquals(value(after, column), value(before, column)));
    }

    private long number(Object[] row) {
        return value(row, "purged") instanceof Long number ? number : 0;
    }
}
