package org.workflowengine.spring.boot;

import io.micrometer.observation.Observation;
import org.workflowengine.runtime.spi.Answer;

/** An answer of the engine as Micrometer observes it. */
final class TransitionContext extends Observation.Context {
    private final Answer answer;

    TransitionContext(Answer answer) {
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
