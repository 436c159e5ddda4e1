package org.workflowengine.runtime.internal.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.runtime.internal.text.Texts;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.Completion;
import org.workflowengine.runtime.spi.WorkflowObserver;

/**
 * Tells observers and the log of answers. Nothing that happens here changes an answer. If nobody listens, a call costs one look at the
 * list and one at the log level. Thread-safe.
 */
public final class Observers {
    /** No observers, only the log. */
    public static final Observers NONE = new Observers(List.of(), System::nanoTime);

    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    private final List<WorkflowObserver> observers;
    private final LongSupplier nanoseconds;
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /**
     * Observers, who are told in their order.
     *
     * @param observers thread-safe observers
     * @param nanoseconds measures how long something takes; never set back
     */
    public Observers(List<WorkflowObserver> observers, LongSupplier nanoseconds) {
        this.observers = List.copyOf(observers);
        this.nanoseconds = nanoseconds;
    }

    /** Whether anybody wants to be told. */
    boolean listen() {
        return !observers.isEmpty() || LOG.isDebugEnabled();
    }

    /** Reads the stopwatch, which is foreign code and may throw anything. */
    long nanoseconds() {
        return nanoseconds.getAsLong();
    }

    void tell(Answer answer) {
        LogContext.during(answer, this::log, () -> {
            if (LOG.isDebugEnabled()) {
                safely("the log", () -> LOG.debug("case {}: {}", caseOf(answer), answer));
            }
            toEach(observer -> observer.answered(answer));
        });
    }

    void tell(Answer answer, Completion completion) {
        LogContext.during(answer, this::log, () -> {
            if (LOG.isDebugEnabled()) {
                safely(
                        "the log",
                        () -> LOG.debug(
                                "case {}: {}; its transaction is over: {}", caseOf(answer), answer, completion));
            }
            toEach(observer -> observer.completed(answer, completion));
        });
    }

    private static String caseOf(Answer answer) {
        return answer.caseId().map(Texts::quoted).orElse("(without an id)");
    }

    private void toEach(Consumer<WorkflowObserver> message) {
        for (WorkflowObserver observer : observers) {
            safely(observer.getClass().getName(), () -> message.accept(observer));
        }
    }

    private void log(Runnable work) {
        safely("the log", work);
    }

    /** Runs foreign code, which may throw anything: the answer to the caller stays as it is. */
    void safely(String whose, Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) {
            log(whose, failure);
        }
    }

    void log(String whose, Throwable failure) {
        try {
            if (failed.add(whose)) {
                LOG.warn(
                        "{} has failed while the engine told of an answer, which stays as it is. Later failures of it are logged at"
                                + " level DEBUG",
                        whose,
                        failure);
            } else {
                LOG.debug("{} has failed again", whose, failure);
            }
        } catch (Throwable second) {
            // Without memory, for example, nothing can be logged. The answer can still be given.
            if (second != failure) {
                failure.addSuppressed(second);
            }
        }
    }
}
