package org.workflowengine.runtime.internal.audit;

import java.util.Arrays;

/** The columns of {@code workflow_definition} that can be proven; nothing vouches for {@code installed_at}. */
public enum DefinitionColumn implements Column {
    /** The workflow's id. */
    WORKFLOW(Kind.TEXT),
    /** The version. */
    VERSION(Kind.NUMBER),
    /** The fingerprint. */
    FINGERPRINT(Kind.BINARY),
    /** The definition as canonical JSON. */
    GRAPH(Kind.TEXT),
    /** How many rows of {@code workflow_state} are its own. */
    STATES(Kind.NUMBER),
    /** How many rows of {@code workflow_transition} its author has written. */
    TRANSITIONS(Kind.NUMBER),
    /** Whether the payload of a step can be erased. */
    ERASABLE(Kind.FLAG),
    /** How many rows of {@code workflow_obligation} are its own. A bundle does not have it: its graph says so. */
    OBLIGATIONS(Kind.NUMBER);

    /** What a bundle says of a definition. */
    private static final DefinitionColumn[] BUNDLED = Arrays.copyOf(values(), values().length - 1);

    private final Kind kind;

    DefinitionColumn(Kind kind) {
        this.kind = kind;
    }

    /**
     * The columns that a bundle has.
     *
     * @return a new array, in their order
     */
    public static DefinitionColumn[] bundled() {
        return BUNDLED.clone();
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
