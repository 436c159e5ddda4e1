package org.workflowengine.runtime.internal.audit;

/** The columns of {@code workflow_transition}. */
public enum TransitionColumn implements Column {
    /** The workflow's id. */
    WORKFLOW(Kind.TEXT),
    /** The version. */
    VERSION(Kind.NUMBER),
    /** The state left. */
    FROM_STATE(Kind.TEXT),
    /** The transition's id. */
    TRANSITION(Kind.TEXT),
    /** The state entered. */
    TO_STATE(Kind.TEXT);

    private final Kind kind;

    TransitionColumn(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
