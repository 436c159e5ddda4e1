package org.workflowengine.dashboard;

/** A request that no page can answer: what was found where, and what is expected. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String found;
    private final String expected;

    BadRequestException(String field, String found, String expected) {
        super(field);
        this.field = field;
        this.found = found;
        this.expected = expected;
    }

    String field() {
        return field;
    }

    String found() {
        return found;
    }

    String expected() {
        return expected;
    }
}
