package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Nothing of a tombstone changes, except that it forgets the id of its case once nothing of the case is left. */
public final class RequireNothingLeft extends RowTrigger {
    private static final String LEFT = """
            SELECT 1 FROM %s.workflow_audit WHERE case_id = ?1
            UNION ALL
            SELECT 1 FROM %s.workflow_case WHERE case_id = ?1
            """;

    /** For H2. */
    public RequireNothingLeft() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        String snapshot = unlessLatest(connection);
        if (snapshot != null) {
            return snapshot;
        }
        Object[] old = Objects.requireNonNull(before);
        Object[] row = Objects.requireNonNull(after);
        Object caseId = value(old, "case_id");
        return caseId != null
                        && value(row, "case_id") == null
                        && Arrays.deepEquals(rest(old), rest(row))
                        && !exists(connection, LEFT, caseId)
                ? null
                : "it is not the end of a purge that has left nothing";
    }

    private @Nullable Object[] rest(Object[] row) {
        return columns().stream()
                .filter(column -> !column.equals("case_id"))
                .map(column -> value(row, column))
                .toArray();
    }
}
