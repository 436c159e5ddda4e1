package org.workflowengine.runtime.internal.bundle;

/** Where the recorded steps of many cases come from. Thread-safe; each reading is independent. */
@FunctionalInterface
public interface StepSource {
    /**
     * Gives steps: all of a case before the next case, each case in the order of its steps.
     *
     * @param workflow the only workflow of interest; a source that cannot choose gives the cases of others too
     * @param reader is given what is recorded
     */
    void read(String workflow, Reader reader);

    /** Is given what is recorded. Used by one thread. */
    interface Reader {
        /**
         * Is given a definition under which steps that come later may have been recorded.
         *
         * @param graph its canonical text, as it is stored; the same one may come again
         */
        void definition(String graph);

        /**
         * Is given a step.
         *
         * @param step the step
         */
        void step(RecordedStep step);
    }
}
