package org.workflowengine.spring.boot;

/** The application context does not have what the engine needs, or more of it than one. */
final class WiringException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final String found;
    private final String fix;

    WiringException(String found, String fix) {
        super(found + "; " + fix);
        this.found = found;
        this.fix = fix;
    }

    String found() {
        return found;
    }

    String fix() {
        return fix;
    }
}
