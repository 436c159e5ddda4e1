package org.workflowengine.runtime.core;

import java.util.List;

/**
 * A transition of a definition: one way from one state to another. Implemented by the generated {@code …Transition} enums;
 * implementations are immutable.
 */
public interface WorkflowTransition {
    /**
     * The id under which the transition is stored and fired. Unique among the transitions that leave one state.
     *
     * @return 1 to 64 ASCII characters
     */
    String id();

    /**
     * The state it leaves.
     *
     * @return a state of the same workflow
     */
    WorkflowState from();

    /**
     * The state it enters.
     *
     * @return a state of the same workflow
     */
    WorkflowState to();

    /**
     * What must be known for it to be permitted: all of these.
     *
     * @return the conditions in the order in which they were written; empty if nothing is required
     */
    List<Condition> guard();
}
