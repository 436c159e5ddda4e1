package org.workflowengine.benchmark.growth;

import com.github.oxo42.stateless4j.StateMachine;
import com.github.oxo42.stateless4j.StateMachineConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jol.info.ClassLayout;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.decision.SpringMachine;
import org.workflowengine.benchmark.decision.Squirrel;
import org.workflowengine.benchmark.durable.DatabaseServer;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.benchmark.durable.EngineById;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** What a case costs in memory while nothing happens with it: differences of the used heap after a full collection. */
public final class MemoryRun {
    private static final int CASES = 20_000;
    private static final int MACHINES = 2_000;

    private final Report report;
    private final Path folder;

    /**
     * A run.
     *
     * @param options none so far
     * @param report takes the table
     * @param folder where databases may be kept
     */
    public MemoryRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = folder;
    }

    /**
     * Measures.
     *
     * @throws IOException if the server cannot be started or stopped
     */
    public void run() throws IOException {
        Table table = new Table(
                "Memory for each case that rests",
                "Used heap after a full collection, the difference that so many make, divided by their number. A handle's case id and,"
                        + " where it was loaded, the names of workflow and state are strings of its own, counted in here.",
                "what is held",
                "how many",
                "bytes each");
        try (DatabaseServer server = DatabaseServer.start(Kind.POSTGRESQL, folder);
                HikariDataSource database = server.newDatabase()) {
            CaseReview.Engine engine = EngineById.engine(database);
            report.progress("opening cases");
            open(engine, "warm-up", 2_000);
            table.row("this engine: a case opened and left alone", CASES, perCase(CASES, number -> {
                if (number % 1_000 == 0) {
                    open(engine, "idle-" + number, 1_000);
                }
                return "";
            }));
            table.row("this engine: a handle that a step has answered", CASES, handles(engine));
            table.row(
                    "this engine: a handle that was loaded",
                    MACHINES,
                    perCase(MACHINES, number -> engine.load("idle-0-" + number % 1_000)));
        }
        report.progress("making machines");
        StateMachineConfig<State, String> configuration = new StateMachineConfig<>();
        table.row(
                "stateless4j: a machine",
                CASES,
                perCase(CASES, number -> new StateMachine<>(State.UNDER_REVIEW, configuration)));
        Squirrel squirrel = new Squirrel();
        table.row(
                "squirrel-foundation: a machine",
                MACHINES,
                perCase(MACHINES, number -> squirrel.machine(State.UNDER_REVIEW)));
        table.row(
                "Spring Statemachine: a machine",
                MACHINES,
                perCase(MACHINES, number -> SpringMachine.build("m" + number)));
        report.add(table);
        Table layout = new Table(
                "A handle's own objects",
                "As the JVM lays them out (JOL), without what they refer to.",
                "class",
                "bytes");
        for (Class<?> type : List.of(
                CaseReview.Case.class,
                org.workflowengine.runtime.core.CaseHead.class,
                org.workflowengine.runtime.core.Digest.class,
                java.time.Instant.class)) {
            layout.row(type.getSimpleName(), ClassLayout.parseClass(type).instanceSize());
        }
        layout.row(
                "byte[32] of the digest",
                ClassLayout.parseInstance(new byte[32]).instanceSize());
        report.add(layout);
    }

    private static List<CaseReview.Case> open(CaseReview.Engine engine, String name, int cases) {
        List<Request> requests = IntStream.range(0, cases)
                .mapToObj(i -> Request.opening(name + "-" + i, EngineById.DECISION))
                .toList();
        return engine.applyAll(requests).stream()
                .map(outcome -> outcome.orThrow().orThrow())
                .toList();
    }

    private static String handles(CaseReview.Engine engine) {
        Object[] held = new Object[CASES];
        long before = usedHeap();
        for (int i = 0; i < CASES; i += 1_000) {
            List<CaseReview.Case> some = open(engine, "held-" + i, 1_000);
            for (int j = 0; j < some.size(); j++) {
                held[i + j] = some.get(j);
            }
        }
        return each(held, CASES, before);
    }

    private static String perCase(int count, IntFunction<Object> maker) {
        Object[] held = new Object[count + 1];
        // One more than is counted, for what is made only once.
        held[count] = maker.apply(count);
        long before = usedHeap();
        for (int i = 0; i < count; i++) {
            held[i] = maker.apply(i);
        }
        return each(held, count, before);
    }

    private static String each(Object[] held, int count, long before) {
        try {
            return Spread.number((double) (usedHeap() - before) / count);
        } finally {
            Reference.reachabilityFence(held);
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
