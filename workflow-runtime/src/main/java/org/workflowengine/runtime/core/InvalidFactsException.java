package org.workflowengine.runtime.core;

import java.util.List;
import java.util.Objects;
import org.workflowengine.runtime.internal.text.Texts;

/** Facts that the workflow does not know, or text that is not a set of facts at all. Nothing was done with them. */
public final class InvalidFactsException extends WorkflowException {
    private static final long serialVersionUID = 1;

    private final String name;
    private final String found;
    private final String expected;
    private final String meant;

    /**
     * Facts that cannot be read.
     *
     * @param name the fact's id as it was given, or {@code facts} for the whole
     * @param found what was found, made safe to print
     * @param expected what would be accepted
     * @param near names that were probably meant; may be empty
     */
    public InvalidFactsException(String name, String found, String expected, List<String> near) {
        super(
                message(
                        Objects.requireNonNull(name, "name"),
                        Objects.requireNonNull(found, "found"),
                        Objects.requireNonNull(expected, "expected"),
                        Objects.requireNonNull(near, "near")),
                null);
        this.name = name;
        this.found = found;
        this.expected = expected;
        this.meant = meant(near);
    }

    private static String message(String name, String found, String expected, List<String> near) {
        return "fact " + Texts.quoted(name) + ": found " + found + ", expected " + expected + meant(near);
    }

    private static String meant(List<String> near) {
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    /**
     * The same as a refusal, for a caller who moves cases by name.
     *
     * @return a refusal whose explanation is this exception's message
     */
    public Refusal refusal() {
        return new Refusal.InvalidInput("fact " + Texts.quoted(name), found, expected + meant);
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
     * What was found.
     *
     * @return a text that is safe to print
     */
    public String found() {
        return found;
    }

    /**
     * What would be accepted.
     *
     * @return a text for people
     */
    public String expected() {
        return expected;
    }
}
