package org.workflowengine.runtime.persistence.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A case begins with step 1 and goes forward by one recorded step at a time, at the time that is recorded. */
public final class Forward extends RowTrigger {
    private static final String OPENED = """
            SELECT 1 FROM %s.workflow_audit WHERE case_id = ? AND seq = ? AND recorded_at = ?
            """;

    /** An erasure is a step, but the case has rested in its state since before. */
    private static final String MOVED = """
            SELECT 1 FROM %s.workflow_audit
            WHERE case_id = ?1 AND seq = ?2
              AND ?3 = CASE WHEN transition = '(erase)' THEN CAST(?4 AS TIMESTAMP(6)) ELSE recorded_at END
            """;

    /** For H2. */
    public Forward() {}

    @Override
    boolean permits(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        Object caseId = value(row, "case_id");
        Object seq = value(row, "seq");
        Object entered = value(row, "entered_at");
        if (before == null) {
            return Objects.equals(seq, 1L) && exists(connection, OPENED, caseId, seq, entered);
        }
        return value(before, "seq") instanceof Long was
                && Objects.equals(seq, was + 1)
                && Objects.equals(caseId, value(before, "case_id"))
                && Objects.equals(value(row, "workflow"), value(before, "workflow"))
                && exists(connection, MOVED, caseId, seq, entered, value(before, "entered_at"));
    }
}
