package org.workflowengine.runtime.core;

import java.util.List;
import org.workflowengine.runtime.internal.text.Texts;

/** Facts that do not belong to the workflow's vocabulary, or text that is no set of facts at all. Nothing was done with them. */
public final class InvalidFactsException extends WorkflowException {
    private static final long serialVersionUID = 1;

    private final String name;
    private final String found;
    private final String expected;

    /**
     * Facts that cannot be read.
     *
     * @param name the fact's id as it was given, or {@code facts} for the whole
     * @param found what stands there, made safe to print
     * @param expected what could stand there
     * @param near names that were probably meant; may be empty
     */
    public InvalidFactsException(String name, String found, String expected, List<String> near) {
        super(
                "fact " + Texts.quoted(name) + ": found " + found + ", expected " + expected
                        + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"),
                null);
        this.name = name;
        this.found = found;
        this.expected = expected;
    }

    /**
     * Which fact.
     *
     * @return the id as it was given, or {@code facts} for the whole
     */
    public String name() {
        return name;
    }

    /**
     * What stands there.
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
