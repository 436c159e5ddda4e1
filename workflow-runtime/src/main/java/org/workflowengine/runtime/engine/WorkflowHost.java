package org.workflowengine.runtime.engine;

import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.engine.TransitionAuthority;

/**
 * What a generated engine works on: {@code CaseReviewEngine.on(runtime)}. A {@code WorkflowRuntime} is one, and so is what its method
 * {@code within} returns. There are no others. Thread-safe, but the host from {@code within} belongs to one transaction.
 */
public abstract class WorkflowHost {
    /** For the runtime only. */
    protected WorkflowHost() {}

    /**
     * The authority over the cases of a workflow.
     *
     * @param definition the compiled definition
     * @return the only thing that can move its cases
     * @throws SetupException if the database holds another definition under the same id and version, or does not hold it and
     *     this host may not install it
     */
    @SuppressWarnings("exports") // nobody else can implement it
    protected abstract TransitionAuthority authority(Definition definition);
}
