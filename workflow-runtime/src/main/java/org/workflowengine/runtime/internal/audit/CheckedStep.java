package org.workflowengine.runtime.internal.audit;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Definition;

/**
 * A step that is being checked.
 *
 * @param row as it is stored
 * @param report is given what was expected of it and what was found
 */
record CheckedStep(Row<AuditColumn> row, BiConsumer<String, String> report) {

    void report(String expected, String found) {
        report.accept(expected, found);
    }

    /** Reports a column with another value than expected. If null or an unreadable value is expected, anything is accepted. */
    void expect(AuditColumn column, @Nullable Object expected) {
        if (expected != null && !(expected instanceof Row.Unreadable) && !row.holds(column, expected)) {
            report(
                    column.column() + " " + Row.shown(expected, column.kind()),
                    Row.shown(row.get(column), column.kind()));
        }
    }

    boolean isMigration() {
        return row.get(AuditColumn.TRANSITION) instanceof String transition
                && transition.startsWith(Definition.MIGRATION);
    }
}
