package org.workflowengine.runtime.core;

import java.util.Optional;

/**
 * A transition that leaves the case's state, and whether it is permitted on the facts at hand.
 *
 * @param transition the transition
 * @param refusal why it would be refused, the same object that the move itself would answer; empty when it is permitted
 */
public record Option(WorkflowTransition transition, Optional<Refusal> refusal) {
    /**
     * Whether the move would be permitted.
     *
     * @return {@code true} when nothing stands in the way
     */
    public boolean isPermitted() {
        return refusal.isEmpty();
    }
}
