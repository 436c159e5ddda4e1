package org.workflowengine.http.jdk;

/** A request cannot be answered now, because of what other clients take; or the server ends. */
final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException(String message) {
        super(message);
    }
}
