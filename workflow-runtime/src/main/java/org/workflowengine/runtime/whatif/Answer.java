package org.workflowengine.runtime.whatif;

/** What other rules would have done with a case. */
public enum Answer {
    /** The rules permit every recorded step, and each leads to the state that corresponds to the recorded one. */
    SAME("same"),
    /** The rules refuse one of the steps. */
    REFUSED("refused"),
    /** From some step on, what is recorded belongs to a path that would not have happened, or cannot be looked at. */
    NOT_COMPARABLE("not-comparable");

    private final String id;

    Answer(String id) {
        this.id = id;
    }

    /**
     * The stable id of this answer, for machines.
     *
     * @return lower-case words with hyphens
     */
    public String id() {
        return id;
    }
}
