package org.workflowengine.benchmark.growth;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.Contender;
import org.workflowengine.benchmark.durable.DatabaseServer;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.benchmark.durable.Entrant;
import org.workflowengine.benchmark.durable.Step;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Verdict;

/** How fast a history is verified that the engine itself has written in bulk, on H2 in memory: no server helps to read. */
public final class VerificationRun {
    private static final int CASES = 10_000;
    private static final int TIMES = 9;
    private static final int WARM_UP_TIMES = 3;

    private final Report report;
    private final Path folder;
    private final int cases;

    /**
     * A run.
     *
     * @param options {@code cases}
     * @param report takes the table
     * @param folder where databases may be kept
     */
    public VerificationRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = folder;
        this.cases = options.number("cases", CASES);
    }

    /**
     * Measures.
     *
     * @throws IOException if there is no folder
     */
    public void run() throws IOException {
        Table table = new Table(
                "Verifying everything, H2 in memory",
                "Written by the engine in bulk, verified in one thread whose processor time includes H2's reading; "
                        + (TIMES - WARM_UP_TIMES) + " times, min / **median** / max.",
                "entries",
                "entries/s",
                "entries for each second of processor time");
        try (DatabaseServer server = DatabaseServer.start(Kind.H2_MEMORY, folder);
                HikariDataSource database = server.newDatabase();
                Contender bulk = Entrant.BULK.on(database)) {
            report.progress("writing what is to be verified");
            List<String> caseIds =
                    IntStream.range(0, cases).mapToObj(i -> "case-" + i).toList();
            bulk.openAll(caseIds);
            Step.WALK.forEach(step -> bulk.moveAll(caseIds, step));
            report.progress("verifying");
            verify(WorkflowRuntime.on(database), table);
        }
        report.add(table);
    }

    static void verify(WorkflowRuntime runtime, Table table) {
        List<Double> elapsed = new ArrayList<>();
        List<Double> worked = new ArrayList<>();
        long entries = 0;
        for (int i = 0; i < TIMES && !isLongEnough(elapsed); i++) {
            long start = System.nanoTime();
            long startOfWork = GrowthRun.processorNanos();
            Verdict verdict = runtime.verification().verifyAll();
            double work = GrowthRun.processorNanos() - startOfWork;
            double time = System.nanoTime() - start;
            if (!verdict.isIntact()) {
                throw new IllegalStateException(verdict + " " + verdict.findings());
            }
            entries = verdict.entries();
            if (i >= WARM_UP_TIMES || time > 1e9) {
                elapsed.add(entries * 1e9 / time);
                worked.add(entries * 1e9 / work);
            }
        }
        table.row(String.format(Locale.ROOT, "%,d", entries), Spread.of(elapsed), Spread.of(worked));
    }

    private static boolean isLongEnough(List<Double> measured) {
        return measured.size() >= TIMES - WARM_UP_TIMES;
    }
}
