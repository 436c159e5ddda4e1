package org.workflowengine.runtime.internal.bundle;

import java.util.function.Consumer;

/** Where the recorded steps of many cases come from. Thread-safe; each reading is one of its own. */
@FunctionalInterface
public interface StepSource {
    /**
     * Gives steps: all of a case before the next case, each case in the order of its steps.
     *
     * @param workflow the only workflow of interest; a source that cannot choose gives the cases of others too
     * @param steps is given each step
     */
    void read(String workflow, Consumer<RecordedStep> steps);
}
