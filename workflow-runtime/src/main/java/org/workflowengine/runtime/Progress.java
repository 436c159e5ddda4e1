package org.workflowengine.runtime;

/** Is told how far a long verification has come. */
@FunctionalInterface
public interface Progress {
    /**
     * So much is done. Called every few thousand entries and at the end, by the thread that verifies.
     *
     * @param entries how many audit entries have been verified
     * @param all how many there were when it began
     */
    void at(long entries, long all);
}
