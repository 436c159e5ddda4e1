package org.workflowengine.http.internal;

/** A request cannot be answered now, because of what other clients take; or the server ends. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BusyException(String message) {
        super(message);
    }
}
