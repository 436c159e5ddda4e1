package org.workflowengine.runtime.internal.audit;

import java.util.Arrays;

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

    /** Those of the first version of the schema. */
    private static final StateColumn[] FIRST = Arrays.copyOf(values(), values().length - 1);

    private final Kind kind;

    StateColumn(Kind kind) {
        this.kind = kind;
    }

    /**
     * The columns that the first version of the schema has.
     *
     * @return a new array, in their order
     */
    public static StateColumn[] first() {
        return FIRST.clone();
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
