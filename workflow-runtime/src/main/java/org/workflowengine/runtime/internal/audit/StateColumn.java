package org.workflowengine.runtime.internal.audit;

/** The columns of {@code workflow_state}. */
public enum StateColumn implements Column {
    /** The workflow's id. */
    WORKFLOW(Kind.TEXT),
    /** The version. */
    VERSION(Kind.NUMBER),
    /** The state's id. */
    STATE(Kind.TEXT),
    /** Whether cases are opened in it. */
    INITIAL(Kind.FLAG),
    /** Whether cases end in it. */
    TERMINAL(Kind.FLAG),
    /** Whether a history may begin here. */
    IMPORTABLE(Kind.FLAG),
    /** Whether cases may rest in it for good. */
    RESTING(Kind.FLAG);

    private final Kind kind;

    StateColumn(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
