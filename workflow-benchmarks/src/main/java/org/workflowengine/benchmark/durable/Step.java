package org.workflowengine.benchmark.durable;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.fixture.CaseReview.ReviewFacts;
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
            of(Transition.CREATED_START_REVIEW),
            of(Transition.UNDER_REVIEW_ESCALATE),
            of(Transition.ESCALATED_RETURN_TO_REVIEW),
            of(Transition.UNDER_REVIEW_REQUEST_INFO),
            of(Transition.WAITING_INFO_RESUME),
            of(Transition.UNDER_REVIEW_ESCALATE),
            of(Transition.ESCALATED_RETURN_TO_REVIEW),
            of(Transition.UNDER_REVIEW_REJECT),
            of(Transition.REJECTED_CLOSE));

    /** Who moves every case. */
    public static final String ACTOR = "alice";

    /** Why. */
    public static final String REASON = "all documents in";

    /** Which application writes it. */
    public static final String SOURCE = "node-1";

    /**
     * A transition with the facts that it demands.
     *
     * @param row the transition
     * @return the step
     */
    public static Step of(Transition row) {
        FactValue[] values = row.guard().stream()
                .map(part -> new FactValue(part.fact(), "true"))
                .toArray(FactValue[]::new);
        return new Step(
                row,
                ReviewFacts.of(values),
                row.guard().stream().map(Condition::fact).map(fact -> fact.id()).collect(Collectors.toSet()));
    }
}
