package org.workflowengine.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.workflowengine.runtime.spi.Completion;

/**
 * Steps that were written in one transaction of Spring's: waits for its end, and tells once what became of them. Steps of a nested transaction
 * go with it when it is rolled back to its savepoint, though the outer one commits.
 */
final class StepsWritten implements TransactionSynchronization {
    private final Consumer<Completion> listener;

    /** The savepoints that were set after the steps were written; going back to one of them leaves the steps as they are. */
    private final List<Object> later = new ArrayList<>();

    private boolean isUndone;

    StepsWritten(Consumer<Completion> listener) {
        this.listener = listener;
    }

    @Override
    public void savepoint(Object savepoint) {
        later.add(savepoint);
    }

    @Override
    public void savepointRollback(Object savepoint) {
        isUndone |= !later.contains(savepoint);
    }

    @Override
    public void afterCompletion(int status) {
        listener.accept(isUndone ? Completion.ROLLED_BACK : completion(status));
    }

    private static Completion completion(int status) {
        return switch (status) {
            case STATUS_COMMITTED -> Completion.COMMITTED;
            case STATUS_ROLLED_BACK -> Completion.ROLLED_BACK;
            default -> Completion.UNKNOWN;
        };
    }
}
