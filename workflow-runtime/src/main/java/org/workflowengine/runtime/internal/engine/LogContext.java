package org.workflowengine.runtime.internal.engine;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.workflowengine.runtime.spi.Answer;

/**
 * What every log line has beside its text while an answer is told, the engine's line and those of observers: the workflow, the case, the
 * transition, and the number of the step if there is one. Never what could be erased.
 */
final class LogContext {
    private static final String WORKFLOW = "workflow.id";
    private static final String CASE = "workflow.caseId";
    private static final String TRANSITION = "workflow.transition";
    private static final String SEQ = "workflow.seq";

    private LogContext() {}

    /** Tells while the context is set; what the caller had set under these names comes back. */
    static void during(Answer answer, Observers observers, Runnable telling) {
        String workflow = MDC.get(WORKFLOW);
        String caseId = MDC.get(CASE);
        String transition = MDC.get(TRANSITION);
        String seq = MDC.get(SEQ);
        try {
            observers.safely("the log", () -> {
                set(WORKFLOW, answer.workflow());
                set(CASE, answer.caseId().orElse(null));
                set(TRANSITION, answer.transition());
                set(SEQ, answer.seq().isPresent() ? Long.toString(answer.seq().getAsLong()) : null);
            });
            telling.run();
        } finally {
            observers.safely("the log", () -> {
                set(WORKFLOW, workflow);
                set(CASE, caseId);
                set(TRANSITION, transition);
                set(SEQ, seq);
            });
        }
    }

    private static void set(String name, @Nullable String value) {
        if (value == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, value);
        }
    }
}
