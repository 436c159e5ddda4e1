package org.workflowengine.benchmark.durable;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.ReviewFacts;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.CaseReview.Transition;

/**
 * One step of the way that every case goes here, with the facts that its guard demands.
 *
 * @param row the transition
 * @param facts what is known
 * @param trueFacts the ids of the facts that are true
 */
public record Step(Transition row, ReviewFacts facts, Set<String> trueFacts) {
    /** The reference workflow's long way round: nine steps after the opening. */
    public static final List<Step> WALK = List.of(
            of(State.CREATED, "START_REVIEW"),
            of(State.UNDER_REVIEW, "ESCALATE"),
            of(State.ESCALATED, "RETURN_TO_REVIEW"),
            of(State.UNDER_REVIEW, "REQUEST_INFO"),
            of(State.WAITING_INFO, "RESUME"),
            of(State.UNDER_REVIEW, "ESCALATE"),
            of(State.ESCALATED, "RETURN_TO_REVIEW"),
            of(State.UNDER_REVIEW, "REJECT"),
            of(State.REJECTED, "CLOSE"));

    /** Who moves every case. */
    public static final String ACTOR = "alice";

    /** Why. */
    public static final String REASON = "all documents in";

    /** Which application writes it. */
    public static final String SOURCE = "node-1";

    /**
     * A transition with the facts that it demands.
     *
     * @param from the state that it leaves
     * @param transition its id
     * @return the step
     */
    public static Step of(State from, String transition) {
        Transition row = (Transition)
                CaseReview.DEFINITION.transition(from.id(), transition).orElseThrow();
        FactValue[] values = row.guard().stream()
                .map(part -> new FactValue(part.fact(), "true"))
                .toArray(FactValue[]::new);
        return new Step(
                row,
                ReviewFacts.of(values),
                row.guard().stream().map(Condition::fact).map(fact -> fact.id()).collect(Collectors.toSet()));
    }
}
