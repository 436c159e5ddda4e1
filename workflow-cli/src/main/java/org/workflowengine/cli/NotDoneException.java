package org.workflowengine.cli;

/** A command that could not be carried out. It says nothing about any history. */
final class NotDoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotDoneException(String message) {
        super(message);
    }
}
