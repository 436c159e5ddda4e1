package org.workflowengine.cli;

/** A command lacks something it needs, or its arguments do not fit together. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
