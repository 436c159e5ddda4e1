package org.workflowengine.runtime.core;

import java.util.List;

/** A state in which a case can rest. Implemented by the generated {@code …State} enums; implementations are immutable. */
public interface WorkflowState {
    /**
     * The id under which the state is stored.
     *
     * @return 1 to 64 ASCII characters
     */
    String id();

    /**
     * Whether cases are opened in this state.
     *
     * @return {@code true} for exactly one state of a workflow
     */
    boolean isInitial();

    /**
     * Whether a case ends here.
     *
     * @return {@code true} if no transition leaves the state
     */
    boolean isTerminal();

    /**
     * Whether the history of a case that comes from elsewhere may begin here: {@code @State(importable = true)}.
     *
     * @return {@code false} unless the definition says so
     */
    default boolean isImportable() {
        return false;
    }

    /**
     * Whether a case may rest here for good, although it can still leave: {@code @State(resting = true)}.
     *
     * @return {@code false} unless the definition says so
     */
    default boolean isResting() {
        return false;
    }

    /**
     * The superstates that the state extends. They are for people who look at the definition: they permit and forbid nothing that the
     * transitions do not say, and are part neither of the stored definition nor of its fingerprint.
     *
     * @return their simple Java names, sorted; empty for a state without any, and for a state of a definition that was read from its text
     */
    default List<String> superstates() {
        return List.of();
    }
}
