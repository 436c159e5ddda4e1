package org.workflowengine.test;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.engine.WorkflowEngine;

/** A database in memory for one test, or for a class of tests. Thread-safe. */
@SuppressWarnings("deprecation") // before JUnit 5.13, nothing else is closed with a store
final class TestDatabase implements CloseableResource, AutoCloseable {
    private final MutableClock clock = new MutableClock();
    private final CoverageCollector collector = new CoverageCollector();
    private final Map<Class<?>, WorkflowEngine<?, ?, ?>> engines = new ConcurrentHashMap<>();
    private final CoverageRun run;
    private final WorkflowRuntime runtime;

    TestDatabase(CoverageRun run) {
        this.run = run;
        // Every run writes the same payloads, down to their digests.
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
        } catch (UnchangedException e) {
            throw new IllegalStateException(
                    "the database of @WorkflowTest cannot be read at the end of the test."
                            + " If the test has closed its WorkflowRuntime: leave that to @WorkflowTest",
                    e);
        }
    }
}
