package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step is recorded with its payload, under the definition that permits it. The first step begins with the origin digest of this
 * installation. A step that records an erasure names an earlier one that has a payload, and is the only one that names it. Nothing is
 * recorded of a case that is being purged.
 */
public final class RequireWholeStep extends RowTrigger {
    private static final String ORIGIN = """
            SELECT 1 FROM %s.workflow_installation WHERE origin_digest = ?
            """;

    /** A position that an earlier erasure has taken is refused by the key, which says so. */
    private static final String ERASABLE_OR_TAKEN = """
            SELECT 1 FROM %s.workflow_audit
            WHERE case_id = ?1
              AND (seq = ?2 OR (seq < ?2 AND transition NOT IN ('(erase)', '(hold)', '(release)') AND salt IS NOT NULL
                AND CONCAT('{"ERASED_SEQ":"', seq, '"}') = ?3))
            """;

    private static final String RECORDED_BEFORE = """
            SELECT 1 FROM %s.workflow_audit WHERE case_id = ?1 AND seq < ?2 AND transition = '(erase)' AND facts = ?3
            """;

    private static final String ANOTHER_DEFINITION = """
            SELECT 1 FROM %s.workflow_definition WHERE workflow = ? AND version = ? AND fingerprint <> ?
            """;

    private static final String BEING_PURGED = """
            SELECT 1 FROM %s.workflow_tombstone WHERE case_id = ?
            """;

    /** For H2. */
    public RequireWholeStep() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        Object caseId = value(row, "case_id");
        Object seq = value(row, "seq");
        Object facts = value(row, "facts");
        if (Objects.equals(seq, 1L) && !exists(connection, ORIGIN, value(row, "previous_digest"))) {
            return "the first step does not begin with the origin digest of this installation";
        }
        if (exists(connection, BEING_PURGED, caseId)) {
            return "the case is being purged";
        }
        if (value(row, "salt") == null) {
            return "step " + seq + " is not whole";
        }
        if ("(erase)".equals(value(row, "transition"))
                && (!exists(connection, ERASABLE_OR_TAKEN, caseId, seq, facts)
                        || exists(connection, RECORDED_BEFORE, caseId, seq, facts))) {
            return "step " + seq + " erases nothing, or what another step erases";
        }
        // A definition that is not there is refused by a foreign key, which says so.
        return exists(
                        connection,
                        ANOTHER_DEFINITION,
                        value(row, "workflow"),
                        value(row, "version"),
                        value(row, "fingerprint"))
                ? "step " + seq + " names another definition"
                : null;
    }
}
