package org.workflowengine.runtime.internal.bundle;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.StoredRows;

/** Takes the recorded steps out of what is stored, as they come. What cannot be read ends it: nothing is left out silently. */
public final class RecordedSteps implements StoredRows {
    private final Consumer<RecordedStep> steps;

    /**
     * Steps for somebody.
     *
     * @param steps is given each step
     */
    public RecordedSteps(Consumer<RecordedStep> steps) {
        this.steps = steps;
    }

    @Override
    public void entry(Row<AuditColumn> entry, @Nullable Row<CaseColumn> standing) {
        steps.accept(RecordedStep.of(entry));
    }

    /** A case without its step has no path to look at; that it is there is verification's to report. */
    @Override
    public void strayCase(Row<CaseColumn> row) {}

    @Override
    public void table(String table, String expected, String found) {
        throw BundleContents.unreadable(table, expected, found);
    }
}
