package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A case begins with step 1 and goes forward by one recorded step at a time, at the time that is recorded. A step that keeps the state
 * keeps the time at which the case entered it; an import enters its state when it occurred, if that was said. The case counts the legal
 * holds that stand.
 */
public final class RequireNextStep extends RowTrigger {
    private static final String RECORDED = """
            SELECT 1 FROM %s.workflow_audit
            WHERE case_id = ?1 AND seq = ?2 AND recorded_at = ?3
              AND ?4 = CASE WHEN from_state = to_state THEN CAST(?5 AS TIMESTAMP(6))
                WHEN transition = '(import)' AND occurred_at IS NOT NULL THEN occurred_at
                ELSE recorded_at END
              AND ?6 = CAST(?7 AS INTEGER) + CASE transition WHEN '(hold)' THEN 1 WHEN '(release)' THEN -1 ELSE 0 END
            """;

    /** For H2. */
    public RequireNextStep() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        Object caseId = value(row, "case_id");
        Object seq = value(row, "seq");
        boolean next = before == null
                ? Objects.equals(seq, 1L)
                : value(before, "seq") instanceof Long was
                        && Objects.equals(seq, was + 1)
                        && Objects.equals(caseId, value(before, "case_id"))
                        && Objects.equals(value(row, "workflow"), value(before, "workflow"));
        return next
                        && exists(
                                connection,
                                RECORDED,
                                caseId,
                                seq,
                                value(row, "moved_at"),
                                value(row, "entered_at"),
                                before == null ? null : value(before, "entered_at"),
                                value(row, "holds"),
                                before == null ? Integer.valueOf(0) : value(before, "holds"))
                ? null
                : "a case goes forward by one recorded step";
    }
}
