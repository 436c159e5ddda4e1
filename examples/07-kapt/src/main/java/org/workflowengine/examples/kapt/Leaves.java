package org.workflowengine.examples.kapt;

import org.workflowengine.runtime.WorkflowRuntime;

/** Java that uses the engine of a workflow that is defined in Kotlin. */
public final class Leaves {
    private Leaves() {}

    /**
     * The engine of leaves.
     *
     * @param runtime what it works on
     * @return the engine
     */
    public static LeaveEngine on(WorkflowRuntime runtime) {
        return LeaveEngine.on(runtime);
    }
}
