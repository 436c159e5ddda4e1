package org.workflowengine.runtime.internal.audit;

import java.util.Arrays;

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
    MOVED_AT(Kind.TIME),
    /** How many legal holds stand. A bundle does not have it: its entries say so. */
    HOLDS(Kind.NUMBER);

    /** What a bundle says of a case, and the first version of the schema. */
    private static final CaseColumn[] BUNDLED = Arrays.copyOf(values(), values().length - 1);

    private final Kind kind;

    CaseColumn(Kind kind) {
        this.kind = kind;
    }

    /**
     * The columns that a bundle has.
     *
     * @return a new array, in their order
     */
    public static CaseColumn[] bundled() {
        return BUNDLED.clone();
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
