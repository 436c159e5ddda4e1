package org.workflowengine.runtime.persistence.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A step is recorded with its payload; and one that records an erasure names an earlier one that has a payload to erase. */
public final class Whole extends RowTrigger {
    private static final String ERASABLE = """
            SELECT 1 FROM %s.workflow_audit
            WHERE case_id = ? AND seq < ? AND transition <> '(erase)' AND salt IS NOT NULL
              AND '{"ERASED_SEQ":"' || seq || '"}' = ?
            """;

    /** For H2. */
    public Whole() {}

    @Override
    boolean permits(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        return value(row, "salt") != null
                && (!"(erase)".equals(value(row, "transition"))
                        || exists(connection, ERASABLE, value(row, "case_id"), value(row, "seq"), value(row, "facts")));
    }
}
