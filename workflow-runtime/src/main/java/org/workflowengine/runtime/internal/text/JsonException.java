package org.workflowengine.runtime.internal.text;

/** Text that is not the JSON that was expected. */
public final class JsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String found;
    private final String expected;

    public JsonException(String found, String expected) {
        super("found " + found + ", expected " + expected);
        this.found = found;
        this.expected = expected;
    }

    /**
     * What stands there, and where.
     *
     * @return a text that is safe to print
     */
    public String found() {
        return found;
    }

    /**
     * What could stand there.
     *
     * @return a text for people
     */
    public String expected() {
        return expected;
    }
}
