package org.workflowengine.runtime.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.workflowengine.runtime.spi.Answer;

/**
 * What every log line has beside its text while an answer is told, the engine's line and those of observers: the workflow, the case, the
 * transition, and the number of the step if there is one. Never what could be erased.
 */
final class LogContext {
    private static final List<String> NAMES =
            List.of("workflow.id", "workflow.caseId", "workflow.transition", "workflow.seq");

    private LogContext() {}

    /** Tells while the context is set; what the caller had set under these names comes back. The log is foreign code: it is used safely. */
    static void during(Answer answer, Consumer<Runnable> safely, Runnable telling) {
        List<@Nullable String> before = new ArrayList<>();
        try {
            safely.accept(() -> {
                NAMES.forEach(name -> before.add(MDC.get(name)));
                set(0, answer.workflow());
                set(1, answer.caseId().orElse(null));
                set(2, answer.transition());
                set(3, answer.seq().isPresent() ? Long.toString(answer.seq().getAsLong()) : null);
            });
            telling.run();
        } finally {
            safely.accept(() -> {
                for (int i = 0; i < before.size(); i++) {
                    set(i, before.get(i));
                }
            });
        }
    }

    private static void set(int name, @Nullable String value) {
        if (value == null) {
            MDC.remove(NAMES.get(name));
        } else {
            MDC.put(NAMES.get(name), value);
        }
    }
}
