package org.workflowengine.http.internal;

/** A text is not the JSON that was expected. */
public final class JsonFault extends Exception {
    private static final long serialVersionUID = 1;

    private final String found;
    private final String expected;

    JsonFault(String found, String expected) {
        super("found " + found + ", expected " + expected, null, false, false);
        this.found = found;
        this.expected = expected;
    }

    public String found() {
        return found;
    }

    public String expected() {
        return expected;
    }
}
