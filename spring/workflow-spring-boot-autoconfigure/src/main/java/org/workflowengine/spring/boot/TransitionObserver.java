package org.workflowengine.spring.boot;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.Completion;
import org.workflowengine.runtime.spi.WorkflowObserver;

/**
 * Makes an observation of each answer once it is certain: at once, or, for a step in the caller's transaction, when that is over. It is
 * then made as a whole, so its metrics take the time of the answer, and not of the observation.
 */
final class TransitionObserver implements WorkflowObserver {
    static final String NAME = "workflow.transition";

    private final ObservationRegistry registry;

    TransitionObserver(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(Answer answer) {
        if (!answer.isFollowed()) {
            observe(
                    answer,
                    answer.isJoined() ? "joined" : answer.result().name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void completed(Answer answer, Completion completion) {
        observe(
                answer,
                switch (completion) {
                    case COMMITTED -> "applied";
                    case ROLLED_BACK -> "rolled_back";
                    case UNKNOWN -> "unknown";
                });
    }

    /** The case is no label of a metric: there is no end of cases. */
    private void observe(Answer answer, String outcome) {
        Observation observation = Observation.createNotStarted(NAME, () -> new TransitionContext(answer), registry)
                .contextualName(NAME + " " + answer.transition())
                .lowCardinalityKeyValue("workflow", answer.workflow())
                .lowCardinalityKeyValue("version", Integer.toString(answer.version()))
                .lowCardinalityKeyValue("transition", answer.transition())
                .lowCardinalityKeyValue("outcome", outcome);
        answer.caseId().ifPresent(id -> observation.highCardinalityKeyValue(KeyValue.of("workflow.caseId", id)));
        observation.start().stop();
    }
}
