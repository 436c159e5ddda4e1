package org.workflowengine.spring.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;
import java.util.List;
import java.util.stream.StreamSupport;

/** Records how long an answer took, in place of how long its observation took. */
final class TransitionTimer implements MeterObservationHandler<TransitionContext> {
    private final MeterRegistry registry;

    TransitionTimer(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof TransitionContext;
    }

    @Override
    public void onStart(TransitionContext context) {}

    @Override
    public void onStop(TransitionContext context) {
        List<Tag> tags = StreamSupport.stream(
                        context.getLowCardinalityKeyValues().spliterator(), false)
                .map(label -> Tag.of(label.getKey(), label.getValue()))
                .toList();
        Timer.builder(TransitionObserver.NAME)
                .description("Answers of the workflow engine; a step in a transaction is counted when that is over")
                .tags(tags)
                .register(registry)
                .record(context.answer().duration());
    }
}
