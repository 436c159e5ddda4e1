package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The id of a purged case is never used again: a tombstone keeps its hash. */
public final class RefusePurgedCase extends RowTrigger {
    private static final String PURGED = """
            SELECT 1 FROM %s.workflow_tombstone
            WHERE case_hash = (
                SELECT HASH('SHA-256', X'5754433100000010' || installation
                    || CAST(CAST(OCTET_LENGTH(CAST(?1 AS VARCHAR)) AS INTEGER) AS BINARY(4)) || CAST(CAST(?1 AS VARCHAR) AS VARBINARY))
                FROM %s.workflow_installation)
            """;

    /** For H2. */
    public RefusePurgedCase() {}

    @Override
    @Nullable
    String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        return Objects.equals(value(row, "seq"), 1L) && exists(connection, PURGED, value(row, "case_id"))
                ? "a case of this id was purged"
                : null;
    }
}
