package org.workflowengine.benchmark.growth;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.DatabaseServer;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.benchmark.durable.EngineById;
import org.workflowengine.benchmark.durable.Step;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** Verifying what has moved since a checkpoint beside verifying everything, in one thread and in two, on PostgreSQL. */
public final class SinceRun {
    private static final String EVERYTHING = "everything";

    /** Without helpers that end before their processor time can be read. */
    private static final String ALONE = "&options=-c%20max_parallel_workers_per_gather=0";

    private static final int CHUNK = 1_000;

    private final Report report;
    private final Path folder;
    private final int cases;
    private final int moved;
    private final int rounds;
    private final int seed;

    /**
     * A run.
     *
     * @param options {@code cases} of ten steps each, {@code moved}: how many of them make another step, {@code rounds}, {@code seed}
     * @param report takes the table
     * @param folder on the disk that is to be measured
     */
    public SinceRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = folder;
        this.cases = options.number("cases", 1_000_000);
        this.moved = options.number("moved", cases / 100);
        this.rounds = options.number("rounds", 3);
        this.seed = options.number("seed", 1);
    }

    /**
     * Measures.
     *
     * @throws IOException if the server cannot be started, or a file cannot be written
     * @throws SQLException if the rows cannot be written
     */
    public void run() throws IOException, SQLException {
        try (DatabaseServer server = DatabaseServer.start(Kind.POSTGRESQL, folder);
                HikariDataSource database = server.newDatabase(ALONE)) {
            report.progress("writing what is to be verified");
            EngineById.engine(database);
            GeneratedHistory.write(database, cases);
            WorkflowRuntime runtime = WorkflowRuntime.on(
                    database, RuntimeOptions.defaults().source(Step.SOURCE).schemaMode(SchemaMode.CREATE));
            CaseReview.Engine engine = CaseReview.Engine.on(runtime);
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("VACUUM ANALYZE workflow_audit, workflow_case");
            }
            Path checkpoint = Files.createTempDirectory(folder, "since-").resolve("checkpoint");
            report.progress("the first full run, which writes the checkpoint");
            proven(runtime.verification().writing(checkpoint).verifyAll());
            Step step = Step.of(State.UNDER_REVIEW, "ESCALATE");
            engine.applyAll(
                            new Random(seed)
                                    .ints(1, cases + 1)
                                    .distinct()
                                    .limit(moved)
                                    .mapToObj(number -> Request.move(
                                            GeneratedHistory.caseId(number),
                                            step.row().id(),
                                            step.facts(),
                                            EngineById.DECISION))
                                    .toList(),
                            BulkOptions.defaults().chunkSize(CHUNK))
                    .forEach(outcome -> outcome.orThrow().orThrow());
            report.add(measured(runtime, checkpoint, database));
        }
    }

    private Table measured(WorkflowRuntime runtime, Path checkpoint, HikariDataSource database) throws SQLException {
        Map<String, Function<Verification, Verification>> ways = new LinkedHashMap<>();
        ways.put(EVERYTHING, verification -> verification);
        ways.put("everything, 2 threads", verification -> verification.parallel(2));
        ways.put("since the checkpoint", verification -> verification.since(checkpoint));
        ways.put(
                "since the checkpoint, 2 threads",
                verification -> verification.since(checkpoint).parallel(2));
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        Map<String, List<Double>> work = new LinkedHashMap<>();
        ways.keySet().forEach(way -> {
            seconds.put(way, new ArrayList<>());
            work.put(way, new ArrayList<>());
        });
        long lookedAt = 0;
        for (int round = 0; round < rounds; round++) {
            report.progress("round " + (round + 1) + " of " + rounds);
            for (Map.Entry<String, Function<Verification, Verification>> way : ways.entrySet()) {
                double before = processorSeconds(database);
                long start = System.nanoTime();
                Verdict verdict = way.getValue().apply(runtime.verification()).verifyAll();
                list(seconds, way.getKey()).add((System.nanoTime() - start) / 1e9);
                list(work, way.getKey()).add(processorSeconds(database) - before);
                proven(verdict);
                lookedAt = verdict.entries();
            }
        }
        Table table = new Table(
                "Verifying since a checkpoint, PostgreSQL",
                String.format(
                        Locale.ROOT,
                        "%,d cases of %d steps, of which %,d have made another since (seed %d): %,d entries looked at instead of"
                                + " %,d. %d rounds, all ways in turn in each; min / **median** / max; a ratio is of one round.",
                        cases,
                        GeneratedHistory.STEPS,
                        moved,
                        seed,
                        lookedAt,
                        (long) cases * GeneratedHistory.STEPS + moved,
                        rounds),
                "verified",
                "seconds",
                "of everything in one thread",
                "seconds of processors, program and server",
                "of everything in one thread");
        seconds.forEach((way, measured) -> table.row(
                way,
                Spread.of(measured),
                ratio(measured, list(seconds, EVERYTHING)),
                Spread.of(list(work, way)),
                ratio(list(work, way), list(work, EVERYTHING))));
        return table;
    }

    private Spread ratio(List<Double> measured, List<Double> everything) {
        return Spread.of(IntStream.range(0, rounds)
                .mapToObj(i -> measured.get(i) / everything.get(i))
                .toList());
    }

    /** Of this process and of the server's, which serves nobody else. */
    private static double processorSeconds(HikariDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            ProcessHandle server = ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
            return Stream.concat(Stream.of(ProcessHandle.current()), server.children())
                            .flatMap(process -> process.info().totalCpuDuration().stream())
                            .mapToLong(Duration::toMillis)
                            .sum()
                    / 1e3;
        }
    }

    private static List<Double> list(Map<String, List<Double>> seconds, String way) {
        return Objects.requireNonNull(seconds.get(way), way);
    }

    private static void proven(Verdict verdict) {
        if (!verdict.isIntact()) {
            throw new IllegalStateException(verdict + " " + verdict.findings());
        }
    }
}
