package org.workflowengine.http;

import org.workflowengine.runtime.core.OutcomeUnknownException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.core.WorkflowException;

/** Turns a failure of the engine into a problem. What the exception says may quote what is stored, and stays here. */
final class FailureProblem {
    static final String RETRY_AFTER_SECONDS = "1";

    private FailureProblem() {}

    static Problem of(WorkflowException failure) {
        if (failure instanceof UnchangedException unchanged) {
            return unchanged.isTransient()
                    ? Problem.of(
                                    ProblemType.UNCHANGED,
                                    "the database did not answer in time, or another step was quicker")
                            .header("Retry-After", RETRY_AFTER_SECONDS)
                    : Problem.of(ProblemType.FAILED, "the database refuses, or cannot be used");
        }
        if (failure instanceof OutcomeUnknownException unknown) {
            String next = unknown.requestId().isPresent()
                    ? "send the same request with the same Idempotency-Key again: it is applied once in either case"
                    : "look at the history of the case before anything else";
            return Problem.of(ProblemType.OUTCOME_UNKNOWN, "the commit was sent and its answer lost; " + next)
                    .with("caseId", unknown.caseId())
                    .with("seq", unknown.seq())
                    .header("Retry-After", RETRY_AFTER_SECONDS);
        }
        return Problem.of(ProblemType.INTEGRITY, "what is stored of it is not as the engine writes it");
    }
}
