package org.workflowengine.runtime.core;

import java.util.Objects;
import java.util.Optional;

/** A transition that leaves the case's state, and whether the given facts permit it. */
public final class PossibleMove {
    private final WorkflowTransition transition;
    private final Optional<Refusal> refusal;

    /**
     * From all its properties. A property added later brings a constructor of its own.
     *
     * @param transition the transition
     * @param refusal why it would be refused, the same object that the move itself would answer; empty if it is permitted
     */
    public PossibleMove(WorkflowTransition transition, Optional<Refusal> refusal) {
        this.transition = Objects.requireNonNull(transition, "transition");
        this.refusal = Objects.requireNonNull(refusal, "refusal");
    }

    /** {@return the transition} */
    public WorkflowTransition transition() {
        return transition;
    }

    /** {@return why it would be refused, the same object that the move itself would answer; empty if it is permitted} */
    public Optional<Refusal> refusal() {
        return refusal;
    }

    /**
     * Whether the move would be permitted.
     *
     * @return {@code true} if it would
     */
    public boolean isPermitted() {
        return refusal.isEmpty();
    }

    /** Equal if all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PossibleMove that && transition.equals(that.transition) && refusal.equals(that.refusal);
    }

    @Override
    public int hashCode() {
        return Objects.hash(transition, refusal);
    }

    @Override
    public String toString() {
        return "PossibleMove[transition=" + transition + ", refusal=" + refusal + "]";
    }
}
