package org.workflowengine.runtime.internal.engine;

import java.util.OptionalLong;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;

/** What the authority has decided about a request, before anything is written. */
sealed interface Decided {
    /** There is nothing to write: refused, or applied already. */
    record Answered(Outcome<CaseHead> outcome) implements Decided {}

    /**
     * Permitted: this step is to be written.
     *
     * @param entry the step
     * @param head where the case stands then
     * @param erased the step whose payload goes with it, if one does
     */
    record Permitted(AuditEntry entry, CaseHead head, OptionalLong erased) implements Decided {
        static Permitted opening(AuditEntry entry) {
            return new Permitted(entry, entry.head(entry.recordedAt()), OptionalLong.empty());
        }

        static Permitted step(AuditEntry entry, CaseHead before) {
            return new Permitted(entry, entry.head(before.enteredAt()), OptionalLong.empty());
        }

        static Permitted erasure(AuditEntry entry, CaseHead before, long erased) {
            return new Permitted(entry, entry.head(before.enteredAt()), OptionalLong.of(erased));
        }

        Applied<CaseHead> applied() {
            return new Applied<>(head, entry.seq(), entry.digest(), false);
        }
    }
}
