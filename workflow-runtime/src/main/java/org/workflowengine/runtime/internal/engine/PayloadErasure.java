package org.workflowengine.runtime.internal.engine;

import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.NotErasable;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.internal.audit.Erasure;
import org.workflowengine.runtime.internal.engine.Decided.Answered;
import org.workflowengine.runtime.internal.engine.Decided.Permitted;

/**
 * A lawful erasure: actor, reason and facts of a step are erased, and a step that keeps the state records who ordered it and why.
 * Thread-safe.
 */
public final class PayloadErasure {
    private final Definition definition;
    private final TransitionAuthority authority;
    private final AuditEntries entries;

    /**
     * Erasures of one workflow.
     *
     * @param authority decides and records
     */
    public PayloadErasure(TransitionAuthority authority) {
        this.definition = authority.definition();
        this.authority = authority;
        this.entries = authority.entries();
    }

    /**
     * Erases the payload of a step, and records that.
     *
     * @param caseId the case
     * @param seq the step
     * @param decision who orders the erasure and why
     * @return the head of the case, in the same state, or why nothing was erased
     */
    public Outcome<CaseHead> erase(String caseId, long seq, Decision decision) {
        return Call.telling(
                authority.observers(),
                definition,
                caseId,
                Definition.ERASURE,
                call -> erase(caseId, seq, decision, call));
    }

    private Outcome<CaseHead> erase(String caseId, long seq, Decision decision, Call call) {
        // The number first: a step that cannot exist has no facts.
        Optional<Refusal> noSuchNumber = InputChecks.seq(seq);
        if (noSuchNumber.isPresent()) {
            return new Refused<>(noSuchNumber.get());
        }
        Request request = Request.move(caseId, Definition.ERASURE, Erasure.facts(seq), decision);
        Optional<Refusal> atTheDoor = InputChecks.erasure(request);
        return atTheDoor.isPresent()
                ? new Refused<>(atTheDoor.get())
                : authority.perform(
                        request,
                        call,
                        unit -> authority.decide(unit, request, head -> decide(unit, head, request, seq)));
    }

    private Decided decide(Store.View view, CaseHead head, Request request, long seq) {
        Optional<Refusal> refusal = notErasable(view, head, seq);
        if (refusal.isEmpty()) {
            return Permitted.erasure(entries.keeping(definition, head, request), head, seq);
        }
        // The step may have been erased by the same request, sent twice, after it was looked for.
        return authority
                .answered(view, request)
                .<Decided>map(Answered::new)
                .orElseGet(() -> TransitionAuthority.refused(refusal.get()));
    }

    private Optional<Refusal> notErasable(Store.View view, CaseHead head, long seq) {
        String caseId = head.caseId();
        if (!definition.isErasable()) {
            return Optional.of(new NotErasable(caseId, seq, NotErasable.Cause.NOT_BY_DEFINITION));
        }
        Optional<AuditEntry> step = view.entry(caseId, seq);
        if (step.isEmpty()) {
            return Optional.of(new NotErasable(caseId, seq, NotErasable.Cause.NO_SUCH_STEP));
        }
        if (step.get().transition().equals(Definition.ERASURE)) {
            return Optional.of(new NotErasable(caseId, seq, NotErasable.Cause.RECORDS_AN_ERASURE));
        }
        if (step.get().matter().isPresent()) {
            return Optional.of(new NotErasable(caseId, seq, NotErasable.Cause.RECORDS_A_HOLD));
        }
        return step.get().isErased()
                ? Optional.of(new NotErasable(caseId, seq, NotErasable.Cause.ERASED_ALREADY))
                : new Holds(view, caseId).refusal();
    }
}
