package org.workflowengine.cli;

/** A command that was not given what it needs, or given what does not fit together. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
