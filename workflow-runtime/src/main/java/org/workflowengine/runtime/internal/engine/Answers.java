package org.workflowengine.runtime.internal.engine;

import java.time.Instant;
import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.DefinitionMismatch;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.Refusal.Purged;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.core.WorkflowException;

/** Answers that reads and moves share. */
public final class Answers {
    private Answers() {}

    /** Why the case cannot be handled under that definition; empty when it can. */
    static Optional<Refusal> mismatch(Definition definition, CaseHead head) {
        return head.workflow().equals(definition.workflow()) && head.version() == definition.version()
                ? Optional.empty()
                : Optional.of(new DefinitionMismatch(head, definition.workflow(), definition.version()));
    }

    /** Why the case is of another workflow, whatever its version; empty when it is not. */
    static Optional<Refusal> foreign(Definition definition, CaseHead head) {
        return head.workflow().equals(definition.workflow()) ? Optional.empty() : mismatch(definition, head);
    }

    /**
     * Why there is no such case.
     *
     * @param view shows the tombstones
     * @param caseId an id that no case has
     * @return that it was purged, or that there never was one
     */
    public static Refusal missing(Store.View view, String caseId) {
        return purged(view, caseId).orElseGet(() -> new NoSuchCase(caseId));
    }

    /** That a case of this id was purged; empty if none was. */
    static Optional<Refusal> purged(Store.View view, String caseId) {
        return view.tombstone(caseId)
                .map(stone -> new Purged(caseId, stone.seq(), stone.recordedAt(), stone.retentionClass()));
    }

    /** That a purge was quicker, and has taken the step that this one continues; if it was not that, the failure itself. */
    static Refusal purgedMeanwhile(Store store, String caseId, WorkflowException failure) {
        Optional<Refusal> purged;
        try (Store.Unit unit = store.begin()) {
            purged = purged(unit, caseId);
        } catch (UnchangedException second) {
            failure.addSuppressed(second);
            throw failure;
        }
        return purged.orElseThrow(() -> failure);
    }

    /** The answer that was given for a recorded step. */
    static Applied<CaseHead> replayed(Store.View view, AuditEntry entry) {
        Instant enteredBefore = entry.keepsState()
                ? view.enteredAt(entry.caseId(), entry.seq())
                        .orElseThrow(() -> new IntegrityException(
                                entry.caseId(),
                                "step " + entry.seq() + " keeps a state that no step before it has entered"))
                : entry.enteredAt();
        return new Applied<>(entry.head(enteredBefore), entry.seq(), entry.digest(), true);
    }
}
