package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * No step follows the tombstone of its case, and the id of a purged case is never used again: a tombstone keeps its hash. It fires after the
 * row has taken its place, for which it may have waited. A transaction that keeps its snapshot may not see the tombstone, but it sees that
 * there is one, or cannot lock the row that says so.
 */
public final class RefusePurgedCase extends RowTrigger {
    private static final String PURGED = """
            SELECT 1 FROM %s.workflow_tombstone
            WHERE case_hash = (
                SELECT HASH('SHA-256', X'5754433100000010' || installation
                    || CAST(CAST(OCTET_LENGTH(CAST(?1 AS VARCHAR)) AS INTEGER) AS BINARY(4)) || CAST(CAST(?1 AS VARCHAR) AS VARBINARY))
                FROM %s.workflow_installation)
            """;

    private static final String LOCK = "SELECT 1 FROM %s.workflow_case WHERE case_id = ? FOR UPDATE";

    private static final String BEFORE = "SELECT 1 FROM %s.workflow_audit WHERE case_id = ? AND seq = ?";

    private static final String UNDER_WAY = "SELECT 1 FROM %s.workflow_tombstone WHERE case_id = ?";

    /** The SQLState by which databases say that a newer transaction will do. */
    private static final String SERIALIZATION_FAILURE = "40001";

    private static final String LATEST = """
            SELECT 1 FROM %s.workflow_installation
            WHERE purged = (SELECT COALESCE(MAX(seq), 0) FROM %s.workflow_tombstone)
            FOR UPDATE
            """;

    /** For H2. */
    public RefusePurgedCase() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        Object caseId = value(row, "case_id");
        boolean isStep = table().equals("workflow_audit") && value(row, "seq") instanceof Long seq && seq > 1;
        // Whoever purges the case waits for this transaction, or this one has waited for it and looks at what it has
        // left.
        if (isStep
                && !exists(connection, LOCK, caseId)
                && !exists(connection, BEFORE, caseId, value(row, "prev_seq"))) {
            return "the case was purged";
        }
        if (exists(connection, UNDER_WAY, caseId)) {
            return "the case is being purged";
        }
        if (!isStep && table().equals("workflow_audit") && exists(connection, PURGED, caseId)) {
            return "a case of this id was purged";
        }
        boolean isNew = before == null && !isStep;
        if (isNew
                && connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED
                && !exists(connection, LATEST)) {
            throw new SQLException(
                    "a change of " + table() + " is put off by " + trigger()
                            + ": this transaction does not see the newest tombstone: roll back and try again",
                    SERIALIZATION_FAILURE);
        }
        return null;
    }
}
