package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The id of a purged case is never used again: a tombstone keeps its hash. It fires after the row has taken its place. A transaction that
 * keeps its snapshot may not see the tombstone, but it sees that there is one, or cannot lock the row that says so.
 */
public final class RefusePurgedCase extends RowTrigger {
    private static final String PURGED = """
            SELECT 1 FROM %s.workflow_tombstone
            WHERE case_hash = (
                SELECT HASH('SHA-256', X'5754433100000010' || installation
                    || CAST(CAST(OCTET_LENGTH(CAST(?1 AS VARCHAR)) AS INTEGER) AS BINARY(4)) || CAST(CAST(?1 AS VARCHAR) AS VARBINARY))
                FROM %s.workflow_installation)
            """;

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
        if (!Objects.equals(value(row, "seq"), 1L)) {
            return null;
        }
        if (exists(connection, PURGED, value(row, "case_id"))) {
            return "a case of this id was purged";
        }
        if (connection.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED
                && !exists(connection, LATEST)) {
            throw new SQLException(
                    "INSERT of workflow_audit is put off by workflow_audit_purged: this transaction does not see the newest tombstone:"
                            + " roll back and try again",
                    SERIALIZATION_FAILURE);
        }
        return null;
    }
}
