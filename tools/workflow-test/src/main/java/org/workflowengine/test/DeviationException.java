package org.workflowengine.test;

/** The engine has answered otherwise than the definition says. Turned into an assertion error where the check ends. */
final class DeviationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DeviationException(String message) {
        super(message);
    }

    /** The engine has thrown instead of answering. */
    DeviationException(String message, RuntimeException cause) {
        super(message, cause);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
