package org.workflowengine.test;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.engine.WorkflowEngine;

/** A database in memory for one test, or for a class of tests. Thread-safe. */
final class TestDatabase implements AutoCloseable {
    private final MutableClock clock = new MutableClock();
    private final CoverageCollector collector = new CoverageCollector();
    private final Map<Class<?>, WorkflowEngine<?, ?, ?>> engines = new ConcurrentHashMap<>();
    private final CoverageRun run;
    private final WorkflowRuntime runtime;

    TestDatabase(CoverageRun run) {
        this.run = run;
        // Every run writes the same bytes.
        this.runtime = WorkflowRuntime.inMemory(RuntimeOptions.defaults()
                .clock(clock)
                .random(new Random(0))
                .source("workflow-test")
                .observer(collector));
    }

    WorkflowRuntime runtime() {
        return runtime;
    }

    MutableClock clock() {
        return clock;
    }

    WorkflowEngine<?, ?, ?> engine(Class<?> type) {
        return engines.computeIfAbsent(type, engine -> Engines.on(engine, runtime));
    }

    @Override
    public void close() {
        try (runtime) {
            run.add(collector.read(runtime));
        }
    }
}
