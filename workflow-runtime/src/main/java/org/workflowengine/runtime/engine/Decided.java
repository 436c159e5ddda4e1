package org.workflowengine.runtime.engine;

import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Outcome;

/** What the authority has decided about a request, before anything is written. */
sealed interface Decided {
    /** There is nothing to write: refused, or applied already. */
    record Answered(Outcome<CaseHead> outcome) implements Decided {}

    /** Permitted: this step is to be written. */
    record Permitted(AuditEntry entry) implements Decided {}
}
