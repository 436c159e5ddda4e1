package org.workflowengine.runtime.internal.bundle;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.BundleException;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.DefinitionColumn;
import org.workflowengine.runtime.internal.audit.InstallationColumn;
import org.workflowengine.runtime.internal.audit.Row;
import org.workflowengine.runtime.internal.audit.StoredRows;

/** Collects what comes before the steps in a bundle: the installation, the definitions that the steps name, and the case. */
final class BundleContents implements StoredRows {
    private record Definition(
            @Nullable Object workflow, @Nullable Object version) {}

    private final Set<Definition> named = new HashSet<>();
    private @Nullable Row<InstallationColumn> installation;
    private @Nullable Row<CaseColumn> head;
    private boolean isEmpty = true;

    @Nullable
    Row<InstallationColumn> installation() {
        return installation;
    }

    boolean names(Row<DefinitionColumn> row) {
        return named.contains(new Definition(row.get(DefinitionColumn.WORKFLOW), row.get(DefinitionColumn.VERSION)));
    }

    @Nullable
    Row<CaseColumn> head() {
        return head;
    }

    boolean isEmpty() {
        return isEmpty;
    }

    @Override
    public void installation(Row<InstallationColumn> row) {
        if (installation != null) {
            throw unreadable("workflow_installation", "one row", "more");
        }
        installation = row;
    }

    @Override
    public void entry(Row<AuditColumn> entry, @Nullable Row<CaseColumn> standing) {
        isEmpty = false;
        named.add(new Definition(entry.get(AuditColumn.WORKFLOW), entry.get(AuditColumn.VERSION)));
        if (standing != null) {
            head = standing;
        }
    }

    @Override
    public void strayCase(Row<CaseColumn> row) {
        isEmpty = false;
        head = row;
    }

    @Override
    public void table(String table, String expected, String found) {
        throw unreadable(table, expected, found);
    }

    /** What to throw if a table is not as the schema made it. */
    static BundleException unreadable(String table, String expected, String found) {
        return new BundleException("the table " + table + " cannot be read: expected " + expected + ", found " + found
                + "; verify shows what is wrong");
    }
}
