package org.workflowengine.benchmark;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;
import org.workflowengine.benchmark.decision.DecisionRun;
import org.workflowengine.benchmark.durable.CountsRun;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.benchmark.durable.DurableRun;
import org.workflowengine.benchmark.growth.ContentionRun;
import org.workflowengine.benchmark.growth.GrowthRun;
import org.workflowengine.benchmark.growth.MemoryRun;
import org.workflowengine.benchmark.growth.ObligationsRun;
import org.workflowengine.benchmark.growth.PagesRun;
import org.workflowengine.benchmark.growth.PurgeRun;
import org.workflowengine.benchmark.growth.SinceRun;
import org.workflowengine.benchmark.growth.StartUpRun;
import org.workflowengine.benchmark.growth.VerificationRun;
import org.workflowengine.benchmark.growth.VersionsRun;

/** Runs the parts that are named, in the order given: {@code counts durable databases=POSTGRESQL rounds=30}. */
public final class Benchmarks {
    private static final Path FOLDER = Path.of("target", "benchmark");

    /** Counts first: they do not depend on the machine. */
    private static final List<String> ALL = List.of(
            "counts",
            "durable",
            "decision",
            "growth",
            "verification",
            "since",
            "memory",
            "start",
            "contention",
            "versions",
            "obligations");

    private Benchmarks() {}

    /**
     * Runs.
     *
     * @param arguments parts and settings; see docs/explanation/performance.md
     * @throws Exception whatever keeps it from measuring
     */
    public static void main(String[] arguments) throws Exception {
        Options options = new Options(arguments);
        List<String> parts = options.parts().equals(List.of("all")) ? ALL : options.parts();
        String machine = Machine.description();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Report report = new Report(out, FOLDER.resolve(String.join("-", options.parts()) + ".json"));
        out.println(machine + "\n");
        for (String part : parts) {
            run(part, options.of(part), report);
        }
        report.write(machine);
        if (!options.unknown().isEmpty()) {
            throw new IllegalArgumentException("no part that was run has a setting " + options.unknown());
        }
    }

    /** What is done on one kind of database. */
    private interface OnKind {
        void on(Kind kind) throws Exception;
    }

    private static void onEach(Options options, Report report, OnKind part) throws Exception {
        for (Kind kind : options.oneOrMore("databases", Kind.class)) {
            try {
                part.on(kind);
            } catch (TestAbortedException e) {
                report.progress("SKIPPED: " + kind + ": " + e.getMessage());
            }
        }
    }

    private static void run(String part, Options options, Report report) throws Exception {
        switch (part) {
            case "counts" -> new CountsRun(options, report, FOLDER).onPostgres();
            case "durable" -> {
                DurableRun durable = new DurableRun(options, report, FOLDER);
                onEach(options, report, durable::on);
            }
            case "decision" -> new DecisionRun(options, report).run();
            case "memory" -> new MemoryRun(options, report, FOLDER).run();
            case "start" -> new StartUpRun(options, report, FOLDER).run();
            case "growth" -> new GrowthRun(options, report, FOLDER).run();
            case "verification" -> new VerificationRun(options, report, FOLDER).run();
            case "since" -> new SinceRun(options, report, FOLDER).run();
            case "purge" -> {
                PurgeRun purge = new PurgeRun(options, report, FOLDER);
                for (PurgeRun.Place place : options.oneOrMore("databases", PurgeRun.Place.class)) {
                    purge.on(place);
                }
            }
            case "pages" -> {
                PagesRun pages = new PagesRun(options, report, FOLDER);
                onEach(options, report, pages::on);
            }
            case "versions" -> new VersionsRun(options, report, FOLDER).run();
            case "contention" -> {
                ContentionRun contention = new ContentionRun(options, report, FOLDER);
                onEach(options, report, contention::on);
            }
            case "obligations" -> {
                ObligationsRun obligations = new ObligationsRun(options, report, FOLDER);
                onEach(options, report, obligations::on);
            }
            default -> throw new IllegalArgumentException("no part is called " + part);
        }
    }
}
