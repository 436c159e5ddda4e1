package org.workflowengine.runtime;

/** Receives the progress of a long verification. */
@FunctionalInterface
public interface Progress {
    /**
     * Reports progress. Called every few thousand entries and at the end, by the thread that verifies.
     *
     * @param entries how many audit entries have been verified, or need not be looked at
     * @param all how many there were when it began
     */
    void at(long entries, long all);
}
