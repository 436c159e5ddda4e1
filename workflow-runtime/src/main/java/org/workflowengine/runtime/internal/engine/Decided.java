package org.workflowengine.runtime.internal.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;

/** What the authority has decided about a request, before anything is written. */
sealed interface Decided {
    /** There is nothing to write: the request is refused, or was applied before. */
    record Answered(Outcome<CaseHead> outcome) implements Decided {}

    /**
     * Permitted: this step is to be written.
     *
     * @param entry the step
     * @param head the head of the case after it
     * @param erased the step whose payload it erases, if any
     * @param migration the migration that is written before it, if the case has to follow another version first
     */
    record Permitted(AuditEntry entry, CaseHead head, OptionalLong erased, Optional<AuditEntry> migration)
            implements Decided {
        static Permitted opening(AuditEntry entry) {
            return new Permitted(entry, entry.head(entry.recordedAt()), OptionalLong.empty(), Optional.empty());
        }

        static Permitted step(AuditEntry entry, CaseHead before) {
            return new Permitted(entry, entry.head(before.enteredAt()), OptionalLong.empty(), Optional.empty());
        }

        static Permitted erasure(AuditEntry entry, CaseHead before, long erased) {
            return new Permitted(entry, entry.head(before.enteredAt()), OptionalLong.of(erased), Optional.empty());
        }

        Permitted after(AuditEntry first) {
            return new Permitted(entry, head, erased, Optional.of(first));
        }

        /** What is written, in the order of the steps. */
        List<AuditEntry> entries() {
            return migration.map(first -> List.of(first, entry)).orElseGet(() -> List.of(entry));
        }

        Applied<CaseHead> applied() {
            return new Applied<>(head, entry.seq(), entry.digest(), false);
        }
    }
}
