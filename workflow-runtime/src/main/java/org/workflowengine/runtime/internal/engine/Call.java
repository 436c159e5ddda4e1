package org.workflowengine.runtime.internal.engine;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.BulkOutcome;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Request;

/** One call of the engine, one unit of work, whether or not anybody listens. Used by one thread. */
final class Call {
    private static final Call UNHEARD = new Call(null);

    private final @Nullable HeardCall heard;

    private Call(@Nullable HeardCall heard) {
        this.heard = heard;
    }

    /** A call begins now. */
    static Call begin(Observers observers, Definition definition) {
        if (!observers.listen()) {
            return UNHEARD;
        }
        try {
            return new Call(new HeardCall(observers, definition));
        } catch (RuntimeException | Error failure) {
            observers.log("the stopwatch", failure);
            return UNHEARD;
        }
    }

    /** Answers one request, and reports the answer once it is certain. */
    static Outcome<CaseHead> telling(
            Observers observers,
            Definition definition,
            String caseId,
            String transition,
            Function<Call, Outcome<CaseHead>> work) {
        Call call = begin(observers, definition);
        Outcome<CaseHead> outcome;
        try {
            outcome = work.apply(call);
        } catch (RuntimeException | Error failure) {
            call.failed(caseId, transition, failure);
            throw failure;
        }
        call.answered(caseId, transition, outcome);
        return outcome;
    }

    /** Steps were written in that unit, which is not closed yet. */
    void wrote(Store.Unit unit) {
        if (heard != null) {
            heard.wrote(unit);
        }
    }

    /** The unit is closed, and this is the answer to a request. */
    void answered(Request request, BulkOutcome<CaseHead> outcome) {
        if (outcome instanceof BulkOutcome.Failed<CaseHead> failed) {
            failed(request.caseId(), request.transition(), failed.failure());
        } else {
            answered(request.caseId(), request.transition(), outcome.orThrow());
        }
    }

    /** The unit is closed, and there is no other answer. */
    void failed(String caseId, String transition, Throwable failure) {
        if (heard != null) {
            heard.failed(caseId, transition, failure);
        }
    }

    private void answered(String caseId, String transition, Outcome<CaseHead> outcome) {
        if (heard != null) {
            heard.answered(caseId, transition, outcome);
        }
    }
}
