package org.workflowengine.spring.boot;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.query.InstalledDefinition;
import org.workflowengine.runtime.query.InstalledState;

/** Gauges for each state of each installed definition, as it is installed when the application starts. */
final class CaseGauges implements MeterBinder {
    private final WorkflowRuntime runtime;
    private final CaseFigures figures;

    CaseGauges(WorkflowRuntime runtime, CaseFigures figures) {
        this.runtime = runtime;
        this.figures = figures;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (InstalledDefinition definition : runtime.definitions()) {
            for (InstalledState state : definition.states()) {
                bind(registry, definition, state);
            }
        }
    }

    private void bind(MeterRegistry registry, InstalledDefinition definition, InstalledState state) {
        CaseFigures.State key = new CaseFigures.State(definition.workflow(), definition.version(), state.id());
        Tags tags = Tags.of("workflow", key.workflow(), "version", Integer.toString(key.version()), "state", key.id());
        Gauge.builder("workflow.cases", figures, all -> all.cases(key))
                .description("Cases in the state, counted to " + CaseFigures.MOST)
                .tags(tags)
                .register(registry);
        if (state.isOpen()) {
            Gauge.builder("workflow.cases.oldest.age", figures, all -> all.oldestSeconds(key))
                    .description("How long the oldest case has been in the state")
                    .baseUnit("seconds")
                    .tags(tags)
                    .register(registry);
        }
    }
}
