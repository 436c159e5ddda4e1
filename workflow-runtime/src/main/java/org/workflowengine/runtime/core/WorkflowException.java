package org.workflowengine.runtime.core;

import org.jspecify.annotations.Nullable;

/** Whatever the runtime throws. The subtypes keep apart what a caller must do differently. */
public abstract sealed class WorkflowException extends RuntimeException
        permits RefusedException,
                InvalidFactsException,
                UnchangedException,
                OutcomeUnknownException,
                IntegrityException,
                CheckpointException,
                SetupException {
    private static final long serialVersionUID = 1;

    WorkflowException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
