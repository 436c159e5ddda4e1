package org.workflowengine.runtime.core;

/** Something failed, and nothing was changed, with certainty. The same call may be made again. */
public final class UnchangedException extends WorkflowException {
    private static final long serialVersionUID = 1;

    /**
     * A failure that changed nothing.
     *
     * @param doing what was being done, for people
     * @param cause the first cause
     */
    public UnchangedException(String doing, Throwable cause) {
        super(doing + " failed; nothing was changed", cause);
    }
}
