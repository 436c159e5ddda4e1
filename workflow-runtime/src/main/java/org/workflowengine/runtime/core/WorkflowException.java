package org.workflowengine.runtime.core;

import org.jspecify.annotations.Nullable;

/** The base of everything that the runtime throws. The subtypes separate what a caller must handle differently. */
public abstract sealed class WorkflowException extends RuntimeException
        permits RefusedException,
                InvalidFactsException,
                UnchangedException,
                OutcomeUnknownException,
                IntegrityException,
                CheckpointException,
                BundleException,
                SetupException {
    private static final long serialVersionUID = 1;

    WorkflowException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
