package org.workflowengine.benchmark.growth;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.DatabaseServer;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.benchmark.durable.EngineById;
import org.workflowengine.benchmark.durable.Step;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Refusal.Stale;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** Many threads on cases of their own, then on one case: who loses is told so, and loads the case again. */
public final class ContentionRun {
    private static final int WARM_UPS = 3;
    private static final int[] THREADS = {1, 2, 4, 8, 16, 32};
    private static final Step THERE = Step.of(State.UNDER_REVIEW, "ESCALATE");
    private static final Step BACK = Step.of(State.ESCALATED, "RETURN_TO_REVIEW");

    private final Report report;
    private final Path folder;
    private final Duration time;

    /**
     * A run.
     *
     * @param options {@code millis} for each figure
     * @param report takes the tables
     * @param folder on the disk that is to be measured
     */
    public ContentionRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = folder;
        this.time = Duration.ofMillis(options.number("millis", 2_000));
    }

    private record Count(long applied, long stale, long unchanged) {
        Count plus(Count other) {
            return new Count(applied + other.applied, stale + other.stale, unchanged + other.unchanged);
        }
    }

    /**
     * Measures on one kind of database.
     *
     * @param kind what to run on
     * @throws IOException if the server cannot be started or stopped
     * @throws InterruptedException if somebody interrupts it
     * @throws ExecutionException if a thread fails
     */
    public void on(Kind kind) throws IOException, InterruptedException, ExecutionException {
        Table table = new Table(
                "Contention, " + kind,
                String.format(
                        Locale.ROOT,
                        "Each thread moves with a handle, again and again, for %d ms. Stale: another thread was first. Unchanged:"
                                + " the database gave up waiting for a lock. Both changed nothing, and the thread loads the case again.",
                        time.toMillis()),
                "threads",
                "cases",
                "applied/s",
                "stale for each applied",
                "unchanged for each applied");
        try (DatabaseServer server = DatabaseServer.start(kind, folder);
                HikariDataSource database = server.newDatabase()) {
            CaseReview.Engine engine = EngineById.engine(database);
            for (int i = 0; i < WARM_UPS; i++) {
                together(engine, 2, false, "warm-up-" + i);
            }
            for (boolean one : new boolean[] {false, true}) {
                for (int threads : THREADS) {
                    report.progress(kind + ", " + threads + " threads, " + (one ? "one case" : "a case each"));
                    Count count = together(engine, threads, one, threads + (one ? "-one" : "-each"));
                    table.row(
                            threads,
                            one ? "one for all" : "one each",
                            Spread.number(count.applied() * 1e9 / time.toNanos()),
                            Spread.number((double) count.stale() / count.applied()),
                            Spread.number((double) count.unchanged() / count.applied()));
                }
            }
        }
        report.add(table);
    }

    private Count together(CaseReview.Engine engine, int threads, boolean one, String name)
            throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Count>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String caseId = name + (one ? "" : "-" + i);
                if (i == 0 || !one) {
                    engine.open(caseId, EngineById.DECISION)
                            .orThrow()
                            .startReview(EngineById.DECISION)
                            .orThrow();
                }
                work.add(() -> alone(engine, caseId));
            }
            Count all = new Count(0, 0, 0);
            for (Future<Count> each : pool.invokeAll(work)) {
                all = all.plus(each.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    private Count alone(CaseReview.Engine engine, String caseId) {
        long end = System.nanoTime() + time.toNanos();
        long applied = 0;
        long stale = 0;
        long unchanged = 0;
        CaseReview.Case held = engine.load(caseId);
        while (System.nanoTime() < end) {
            Step step = held.state() == State.UNDER_REVIEW ? THERE : BACK;
            try {
                Outcome<CaseReview.Case> outcome = held.make(
                        step.row(), EngineById.DECISION, step.facts().values().toArray(FactValue[]::new));
                if (outcome instanceof Outcome.Refused<CaseReview.Case> refused && refused.refusal() instanceof Stale) {
                    stale++;
                    held = engine.load(caseId);
                } else {
                    applied++;
                    held = outcome.orThrow();
                }
            } catch (UnchangedException e) {
                unchanged++;
                held = engine.load(caseId);
            }
        }
        return new Count(applied, stale, unchanged);
    }
}
