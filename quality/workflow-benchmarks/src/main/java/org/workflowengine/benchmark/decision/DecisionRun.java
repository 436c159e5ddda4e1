package org.workflowengine.benchmark.decision;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;

/** What happens in memory, measured by JMH with its allocation profiler, each method in processes of its own. */
public final class DecisionRun {
    private final Report report;
    private final int forks;
    private final int iterations;
    private final int millis;

    /**
     * A run.
     *
     * @param options {@code forks}, {@code iterations}, {@code millis} for each
     * @param report takes the table
     */
    public DecisionRun(Options options, Report report) {
        this.report = report;
        this.forks = options.number("forks", 2);
        this.iterations = options.number("iterations", 5);
        this.millis = options.number("millis", 300);
    }

    /**
     * Measures.
     *
     * @throws RunnerException if JMH cannot
     */
    public void run() throws RunnerException {
        report.progress("JMH, some two minutes");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(DecisionBenchmark.class.getName())
                        .forks(forks)
                        .warmupIterations(iterations)
                        .warmupTime(TimeValue.milliseconds(2L * millis))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.milliseconds(millis))
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        Table table = new Table(
                "In memory",
                String.format(
                        Locale.ROOT,
                        "JMH, average time, %d forks of %d × %d ms after twice as much warm-up; the error is JMH's, at 99.9 %%. Bytes are"
                                + " those allocated for each operation.",
                        forks,
                        iterations,
                        millis),
                "operation",
                "ns",
                "± ns",
                "bytes");
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            table.row(
                    primary.getLabel(),
                    Spread.number(primary.getScore()),
                    Spread.number(primary.getScoreError()),
                    Spread.number(Math.rint(
                            Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                                    .getScore())));
        }
        report.add(table);
    }
}
