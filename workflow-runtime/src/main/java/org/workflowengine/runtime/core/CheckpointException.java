package org.workflowengine.runtime.core;

import java.util.Objects;

/**
 * A checkpoint cannot be taken since earlier ones because one of their files is damaged or is the wrong one. It says nothing about any
 * history.
 */
public final class CheckpointException extends WorkflowException {
    private static final long serialVersionUID = 1;

    /**
     * A file that cannot be used.
     *
     * @param found which file, and what is wrong with it
     */
    public CheckpointException(String found) {
        super(
                Objects.requireNonNull(found, "found")
                        + "; give the earlier checkpoints as they were taken, in order and from a full one on",
                null);
    }
}
