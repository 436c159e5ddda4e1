package org.workflowengine.benchmark.decision;

import java.util.Optional;
import java.util.Set;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** One way to decide about a move of the reference workflow. Used by one thread. */
public interface Decider {
    /**
     * The state that a transition leads to.
     *
     * @param state the state that the case is in
     * @param transition the transition's id
     * @param facts the ids of the facts that are true
     * @return the state, or empty when the move is not allowed
     */
    Optional<State> next(State state, String transition, Set<String> facts);
}
