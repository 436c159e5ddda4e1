package org.workflowengine.spring.boot;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.Completion;
import org.workflowengine.runtime.spi.WorkflowObserver;

/**
 * All observers that are beans, in their order. They are looked up at the first answer, so that they can use an engine themselves. One that
 * fails does not keep the others from being told. Thread-safe.
 */
final class BeanObservers implements WorkflowObserver {
    private static final Logger LOG = LoggerFactory.getLogger(BeanObservers.class);

    private final Supplier<List<WorkflowObserver>> beans;
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable List<WorkflowObserver> found;

    BeanObservers(Supplier<List<WorkflowObserver>> beans) {
        this.beans = beans;
    }

    @Override
    public void answered(Answer answer) {
        toEach(observer -> observer.answered(answer));
    }

    @Override
    public void completed(Answer answer, Completion completion) {
        toEach(observer -> observer.completed(answer, completion));
    }

    /** If the lookup fails, as while the application still starts, the next answer tries again. */
    private List<WorkflowObserver> observers() {
        List<WorkflowObserver> observers = found;
        if (observers == null) {
            observers = List.copyOf(beans.get());
            found = observers;
        }
        return observers;
    }

    private void toEach(Consumer<WorkflowObserver> message) {
        for (WorkflowObserver observer : observers()) {
            try {
                message.accept(observer);
            } catch (Throwable failure) {
                log(observer.getClass().getName(), failure);
            }
        }
    }

    /** As the engine does for observers that it knows one by one. */
    private void log(String observer, Throwable failure) {
        if (failed.add(observer)) {
            LOG.warn(
                    "{} has failed while the engine told of an answer, which stays as it is. Later failures of it are logged at level"
                            + " DEBUG",
                    observer,
                    failure);
        } else {
            LOG.debug("{} has failed again", observer, failure);
        }
    }
}
