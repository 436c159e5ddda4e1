package org.workflowengine.runtime.core;

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
}
