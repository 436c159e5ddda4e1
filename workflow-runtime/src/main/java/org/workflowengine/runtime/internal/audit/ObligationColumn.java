package org.workflowengine.runtime.internal.audit;

/** The columns of {@code workflow_obligation}. */
public enum ObligationColumn implements Column {
    /** The workflow's id. */
    WORKFLOW(Kind.TEXT),
    /** The version. */
    VERSION(Kind.NUMBER),
    /** The state left. */
    FROM_STATE(Kind.TEXT),
    /** The transition's id. */
    TRANSITION(Kind.TEXT),
    /** The state entered. */
    TO_STATE(Kind.TEXT),
    /** What is demanded. */
    KIND(Kind.TEXT),
    /** The state or the transition that it is about. */
    SUBJECT(Kind.TEXT),
    /** The version whose steps count. */
    OF_VERSION(Kind.NUMBER),
    /** The state that these steps enter or keep. */
    OF_STATE(Kind.TEXT),
    /** How many persons; null for four eyes. */
    PERSONS(Kind.NUMBER);

    private final Kind kind;

    ObligationColumn(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean isNullable() {
        return this == PERSONS;
    }
}
