package org.workflowengine.runtime.internal.audit;

/** The columns of {@code workflow_case}. */
public enum CaseColumn implements Column {
    /** The case. */
    CASE_ID(Kind.TEXT),
    /** The workflow's id. */
    WORKFLOW(Kind.TEXT),
    /** The version of the definition it follows. */
    VERSION(Kind.NUMBER),
    /** The state that it is in. */
    STATE(Kind.TEXT),
    /** The number of its newest step. */
    SEQ(Kind.NUMBER),
    /** The digest of its newest step. */
    DIGEST(Kind.BINARY),
    /** When it entered the state. */
    ENTERED_AT(Kind.TIME),
    /** When its newest step was recorded. */
    MOVED_AT(Kind.TIME);

    private final Kind kind;

    CaseColumn(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
