package org.workflowengine.processor.spi;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A kind of problem that an extension can report, as in {@code [SLA101 deadline-too-short]}. Immutable.
 *
 * <p>A warning behaves like one of the language: {@code -Aworkflow.werror} makes it an error, {@code @Tolerate(code = "SLA201", because =
 * "…")} silences it.
 */
public final class ProblemKind {
    private static final Pattern ID = Pattern.compile("[A-Z]{2,8}[0-9]{3}");
    private static final Pattern SHORT_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final String OURS = "WF";

    private final String id;
    private final String shortName;
    private final boolean error;

    private ProblemKind(String id, String shortName, boolean error) {
        this.id = Objects.requireNonNull(id, "id");
        this.shortName = Objects.requireNonNull(shortName, "shortName");
        this.error = error;
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a problem kind has the id \"" + id
                    + "\", expected 2 to 8 capital letters and 3 digits, for example SLA101");
        }
        if (prefix().equals(OURS)) {
            throw new IllegalArgumentException("a problem kind has the id \"" + id
                    + "\", but WF belongs to the language; use letters of the layer's own, for example SLA101");
        }
        if (!SHORT_NAME.matcher(shortName).matches()) {
            throw new IllegalArgumentException("problem kind " + id + " has the short name \"" + shortName
                    + "\", expected small letters, digits and single hyphens, for example deadline-too-short");
        }
    }

    /**
     * A kind that stops the build.
     *
     * @param id 2 to 8 capital letters, not {@code WF}, and 3 digits
     * @param shortName what is wrong in about three words: small letters, digits and single hyphens
     * @return the kind
     * @throws IllegalArgumentException if the id or the short name is not like that
     */
    public static ProblemKind error(String id, String shortName) {
        return new ProblemKind(id, shortName, true);
    }

    /**
     * A kind that the author can live with.
     *
     * @param id 2 to 8 capital letters, not {@code WF}, and 3 digits
     * @param shortName what is wrong in about three words: small letters, digits and single hyphens
     * @return the kind
     * @throws IllegalArgumentException if the id or the short name is not like that
     */
    public static ProblemKind warning(String id, String shortName) {
        return new ProblemKind(id, shortName, false);
    }

    /**
     * The id, which messages begin with.
     *
     * @return for example {@code SLA101}
     */
    public String id() {
        return id;
    }

    /**
     * The letters of the id, which belong to one extension.
     *
     * @return for example {@code SLA}
     */
    public String prefix() {
        return id.substring(0, id.length() - 3);
    }

    /**
     * What is wrong, in about three words.
     *
     * @return for example {@code deadline-too-short}
     */
    public String shortName() {
        return shortName;
    }

    /**
     * Whether it stops the build by itself.
     *
     * @return {@code false} for a warning
     */
    public boolean isError() {
        return error;
    }

    /** Whether the other is a kind with the same id, short name and level. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ProblemKind that
                && id.equals(that.id)
                && shortName.equals(that.shortName)
                && error == that.error;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The kind as a message shows it: {@code SLA101 deadline-too-short}. */
    @Override
    public String toString() {
        return id + " " + shortName;
    }
}
