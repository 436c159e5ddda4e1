package org.workflowengine.runtime.internal.bundle;

import org.workflowengine.runtime.internal.audit.StoredRows;

/** The rows of one case as they are stored, whatever they hold, and those of all definitions. They are the same each time. */
@FunctionalInterface
public interface CaseRows {
    /**
     * Gives the rows.
     *
     * @param rows is given them
     */
    void give(StoredRows rows);
}
