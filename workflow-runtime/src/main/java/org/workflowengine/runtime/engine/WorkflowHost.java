package org.workflowengine.runtime.engine;

import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.WorkflowTable;

/** What a generated engine stands on: {@code CaseReviewEngine.on(runtime)}. */
public interface WorkflowHost {
    /**
     * The authority over the cases of a workflow.
     *
     * @param table the compiled definition
     * @return the only thing that can move its cases
     * @throws SetupException if the database holds another definition under the same id and version, or does not hold it and
     *     this host may not install it
     */
    TransitionAuthority authority(WorkflowTable table);
}
