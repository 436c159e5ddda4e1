package org.workflowengine.runtime.engine;

import java.time.Instant;
import java.util.Optional;
import org.workflowengine.runtime.audit.Erasure;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.NoSuchCase;
import org.workflowengine.runtime.core.Refusal.NotErasable;
import org.workflowengine.runtime.core.WorkflowTable;

/**
 * A lawful erasure: actor, reason and facts of a step go, and who had them erased and why is recorded as a step that leaves the
 * state as it is.
 */
final class PayloadErasure {
    private final WorkflowTable table;
    private final TransitionAuthority authority;
    private final AuditEntries entries;

    PayloadErasure(WorkflowTable table, TransitionAuthority authority, AuditEntries entries) {
        this.table = table;
        this.authority = authority;
        this.entries = entries;
    }

    Outcome<CaseHead> erase(Store store, String caseId, long seq, Decision decision) {
        Optional<Refusal> atTheDoor = Door.erasure(caseId, seq, decision);
        if (atTheDoor.isPresent()) {
            return new Refused<>(atTheDoor.get());
        }
        Request request = new Request(caseId, WorkflowTable.ERASURE, Erasure.facts(seq), decision);
        CaseHead head;
        try (Store.Unit unit = store.begin()) {
            Optional<Outcome<CaseHead>> answered = authority.answered(unit, request);
            if (answered.isPresent()) {
                return answered.get();
            }
            Optional<CaseHead> found = unit.head(caseId);
            if (found.isEmpty()) {
                return new Refused<>(new NoSuchCase(caseId));
            }
            head = found.get();
            Optional<Refusal> refusal = CaseReader.mismatch(table, head)
                    .or(() -> TransitionAuthority.notAsExpected(unit, head, decision))
                    .or(() -> notErasable(unit, caseId, seq));
            if (refusal.isPresent()) {
                return new Refused<>(refusal.get());
            }
            AuditEntry entry = entries.erasure(table, head, request);
            if (unit.erase(entry, seq, head.enteredAt())) {
                return new Outcome.Applied<>(
                        entry.head().enteredAt(head.enteredAt()), entry.seq(), entry.digest(), false);
            }
        }
        return authority.afterLostRace(head, request);
    }

    private static Optional<Refusal> notErasable(Store.Unit unit, String caseId, long seq) {
        Optional<AuditEntry> step = unit.entry(caseId, seq);
        if (step.isEmpty()) {
            return Optional.of(new NotErasable(caseId, seq, NotErasable.Cause.NO_SUCH_STEP));
        }
        if (step.get().transition().equals(WorkflowTable.ERASURE)) {
            return Optional.of(new NotErasable(caseId, seq, NotErasable.Cause.RECORDS_AN_ERASURE));
        }
        return step.get().salt() == null
                ? Optional.of(new NotErasable(caseId, seq, NotErasable.Cause.ERASED_ALREADY))
                : Optional.empty();
    }

    /** Where the case stood after a recorded step: an erasure has not changed when it entered its state. */
    static CaseHead headAfter(Store.Unit unit, AuditEntry entry) {
        AuditEntry entering = entry;
        while (entering.transition().equals(WorkflowTable.ERASURE)) {
            long before = entering.seq() - 1;
            entering = unit.entry(entry.caseId(), before)
                    .orElseThrow(() -> new IntegrityException(
                            entry.caseId(), "step " + (before + 1) + " is recorded, but the one before it is not"));
        }
        Instant enteredAt = entering.recordedAt();
        return entry.head().enteredAt(enteredAt);
    }
}
