package org.workflowengine.runtime.internal.bundle;

import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.DefinitionColumn;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.StoredRows;

/** Takes the recorded steps out of what is stored, as they come. A step that cannot be read ends it: nothing is left out silently. */
public final class RecordedSteps implements StoredRows {
    private final StepSource.Reader reader;

    /**
     * Steps for somebody.
     *
     * @param reader is given each step, and the definitions before
     */
    public RecordedSteps(StepSource.Reader reader) {
        this.reader = reader;
    }

    @Override
    public void definition(Row<DefinitionColumn> row) {
        if (!(row.get(DefinitionColumn.GRAPH) instanceof String graph)) {
            throw BundleContents.unreadable("workflow_definition", "the text of a graph in each row", "none in one");
        }
        reader.definition(graph);
    }

    @Override
    public void entry(Row<AuditColumn> entry, @Nullable Row<CaseColumn> standing) {
        reader.step(RecordedStep.of(entry));
    }

    /** A case without its step has no path to compare. Verification reports that it is there. */
    @Override
    public void strayCase(Row<CaseColumn> row) {}

    @Override
    public void table(String table, String expected, String found) {
        throw BundleContents.unreadable(table, expected, found);
    }
}
