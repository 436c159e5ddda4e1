package org.workflowengine.runtime;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.DefinitionColumn;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.StoredRows;
import org.workflowengine.runtime.internal.bundle.RecordedSteps;
import org.workflowengine.runtime.internal.bundle.StepSource;
import org.workflowengine.runtime.internal.persistence.Database;
import org.workflowengine.runtime.internal.persistence.Snapshot;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * The recorded steps of a database, as they are at one moment: a case that moves meanwhile is neither missed nor given twice, as it could be in
 * pages.
 */
final class StoredSteps implements StepSource {
    private final Database database;

    StoredSteps(Database database) {
        this.database = database;
    }

    @Override
    public void read(String workflow, Reader reader) {
        RecordedSteps rows = new RecordedSteps(reader);
        Installed installed = new Installed(rows, workflow);
        try (Snapshot snapshot = database.snapshot()) {
            snapshot.definitions(installed);
            installed.demand();
            snapshot.entriesOf(rows, workflow);
        }
    }

    /** Passes on the definitions of one workflow, which is among those that are installed. */
    private static final class Installed implements StoredRows {
        private final Collection<String> workflows = new TreeSet<>();
        private final StoredRows rows;
        private final String workflow;

        Installed(StoredRows rows, String workflow) {
            this.rows = rows;
            this.workflow = workflow;
        }

        @Override
        public void definition(Row<DefinitionColumn> row) {
            if (row.get(DefinitionColumn.WORKFLOW) instanceof String id) {
                workflows.add(id);
                if (id.equals(workflow)) {
                    rows.definition(row);
                }
            }
        }

        @Override
        public void entry(Row<AuditColumn> entry, @Nullable Row<CaseColumn> standing) {}

        @Override
        public void strayCase(Row<CaseColumn> row) {}

        @Override
        public void table(String table, String expected, String found) {
            rows.table(table, expected, found);
        }

        void demand() {
            if (!workflows.contains(workflow)) {
                List<String> near = Texts.near(workflow, workflows);
                throw new RefusedException(new InvalidInput(
                        "workflow",
                        Texts.quoted(workflow),
                        (workflows.isEmpty()
                                        ? "one of an installed definition, and there is none"
                                        : "one that is installed: " + String.join(", ", workflows))
                                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?")));
            }
        }
    }
}
