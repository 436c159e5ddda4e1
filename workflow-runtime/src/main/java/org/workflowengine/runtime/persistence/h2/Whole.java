package org.workflowengine.runtime.persistence.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step is recorded with its payload, under the definition that permits it; and one that records an erasure names an earlier one
 * that has a payload to erase.
 */
public final class Whole extends RowTrigger {
    /** A place that is taken, by whoever erased first, is refused by the key, which says so. */
    private static final String ERASABLE_OR_TAKEN = """
            SELECT 1 FROM %s.workflow_audit
            WHERE case_id = ?
              AND (seq = ? OR (seq < ? AND transition <> '(erase)' AND salt IS NOT NULL
                AND '{"ERASED_SEQ":"' || seq || '"}' = ?))
            """;

    private static final String ANOTHER_DEFINITION = """
            SELECT 1 FROM %s.workflow_definition WHERE workflow = ? AND version = ? AND fingerprint <> ?
            """;

    /** For H2. */
    public Whole() {}

    @Override
    boolean permits(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        Object[] row = Objects.requireNonNull(after);
        return value(row, "salt") != null
                && (!"(erase)".equals(value(row, "transition"))
                        || exists(
                                connection,
                                ERASABLE_OR_TAKEN,
                                value(row, "case_id"),
                                value(row, "seq"),
                                value(row, "seq"),
                                value(row, "facts")))
                // A definition that is not there is refused by a foreign key, which says so.
                && !exists(
                        connection,
                        ANOTHER_DEFINITION,
                        value(row, "workflow"),
                        value(row, "version"),
                        value(row, "fingerprint"));
    }
}
