package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tombstone names the head of a case that is finished and not held, and nobody can move the case any more: it is locked. It has the hash of
 * the case, and the first tombstone begins with the origin digest.
 */
public final class RequireFinishedCase extends RowTrigger {
    private static final String HEAD = """
            SELECT 1 FROM %s.workflow_case
            WHERE case_id = ? AND workflow = ? AND version = ? AND state = ? AND seq = ? AND digest = ? AND holds = 0
            FOR UPDATE
            """;

    private static final String LATER = "SELECT 1 FROM %s.workflow_audit WHERE case_id = ? AND seq > ?";

    private static final String FINISHED = """
            SELECT 1 FROM %s.workflow_state WHERE workflow = ? AND version = ? AND state = ? AND (terminal OR resting)
            """;

    private static final String HASH = """
            SELECT 1 FROM %s.workflow_installation
            WHERE ?2 = HASH('SHA-256', X'5754433100000010' || installation
                    || CAST(CAST(OCTET_LENGTH(CAST(?1 AS VARCHAR)) AS INTEGER) AS BINARY(4)) || CAST(CAST(?1 AS VARCHAR) AS VARBINARY))
                AND (CAST(?3 AS BIGINT) > 1 OR CAST(?4 AS VARBINARY) = origin_digest)
            """;

    /** For H2. */
    public RequireFinishedCase() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        String old = unlessLatest(connection);
        if (old != null) {
            return old;
        }
        Object[] row = Objects.requireNonNull(after);
        Object caseId = value(row, "case_id");
        Object workflow = value(row, "workflow");
        Object version = value(row, "version");
        Object state = value(row, "state");
        if (!exists(
                        connection,
                        HEAD,
                        caseId,
                        workflow,
                        version,
                        state,
                        value(row, "last_seq"),
                        value(row, "last_digest"))
                || exists(connection, LATER, caseId, value(row, "last_seq"))
                || !exists(connection, FINISHED, workflow, version, state)) {
            return "it does not name the head of a case that is finished and not held";
        }
        return exists(
                        connection,
                        HASH,
                        caseId,
                        value(row, "case_hash"),
                        value(row, "seq"),
                        value(row, "previous_digest"))
                ? null
                : "it has not the hash of this case, or does not begin with the origin digest";
    }
}
