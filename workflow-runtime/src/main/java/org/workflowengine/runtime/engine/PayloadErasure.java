package org.workflowengine.runtime.engine;

import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.NotErasable;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.engine.Decided.Permitted;

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

    Outcome<CaseHead> erase(String caseId, long seq, Decision decision) {
        Request request = Request.erasure(caseId, seq, decision);
        Optional<Refusal> atTheDoor = Door.erasure(request, seq);
        return atTheDoor.isPresent()
                ? new Refused<>(atTheDoor.get())
                : authority.perform(
                        request, unit -> authority.decide(unit, request, head -> decide(unit, head, request, seq)));
    }

    private Decided decide(Store.View view, CaseHead head, Request request, long seq) {
        return notErasable(view, head.caseId(), seq)
                .map(TransitionAuthority::refused)
                .orElseGet(() -> Permitted.erasure(entries.erasure(table, head, request), head, seq));
    }

    private static Optional<Refusal> notErasable(Store.View view, String caseId, long seq) {
        Optional<AuditEntry> step = view.entry(caseId, seq);
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

    /** The answer that was given for a recorded step: an erasure has not changed when the case entered its state. */
    static Applied<CaseHead> replayed(Store.View view, AuditEntry entry) {
        AuditEntry entering = entry;
        while (entering.transition().equals(WorkflowTable.ERASURE)) {
            long before = entering.seq() - 1;
            entering = view.entry(entry.caseId(), before)
                    .orElseThrow(() -> new IntegrityException(
                            entry.caseId(), "step " + (before + 1) + " is recorded, but the one before it is not"));
        }
        return new Applied<>(entry.head().enteredAt(entering.recordedAt()), entry.seq(), entry.digest(), true);
    }
}
