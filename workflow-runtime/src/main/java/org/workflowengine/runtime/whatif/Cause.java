package org.workflowengine.runtime.whatif;

/** Why nothing can be said about the rest of a case. A minor release may add a cause; the id of a cause never changes. */
public enum Cause {
    /** The rules permit the step, and lead to another state than the one that was recorded. */
    OTHER_TARGET("other-target"),
    /** The case was moved to another version, into a state that is not the one in which it would be under the rules. */
    OTHER_MIGRATION("other-migration"),
    /** The case was imported into a state that the rules do not have. */
    NO_SUCH_STATE("no-such-state"),
    /** The rules have a guard, and the facts of the step are erased. */
    FACTS_ERASED("facts-erased"),
    /** The step is of a sort that this release does not know. */
    UNKNOWN_STEP("unknown-step"),
    /** The step does not continue the one before it, or its facts cannot be read: verify the history. */
    BROKEN_HISTORY("broken-history");

    private final String id;

    Cause(String id) {
        this.id = id;
    }

    /**
     * The stable id of this cause, for machines.
     *
     * @return lower-case words with hyphens
     */
    public String id() {
        return id;
    }
}
