package org.workflowengine.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What is done in one transaction: see {@link WorkflowRuntime#inTransaction}.
 *
 * @param <T> what it returns
 * @param <E> the checked exception that it may throw
 */
@FunctionalInterface
public interface TransactionalWork<T extends @Nullable Object, E extends Exception> {
    /**
     * Does the work, on the calling thread, once.
     *
     * @param transaction a host for engines, and the connection
     * @return what is returned to the caller after the commit
     * @throws E anything, to undo all that was done
     */
    T run(WorkflowTransaction transaction) throws E;
}
