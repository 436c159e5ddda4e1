package org.workflowengine.benchmark.growth;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.DatabaseServer;
import org.workflowengine.benchmark.durable.EngineById;
import org.workflowengine.benchmark.durable.Step;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** What a transition costs among few and many audit rows, on one PostgreSQL server, the databases in turn, round by round. */
public final class GrowthRun {
    private static final int WARM_UP_ROUNDS = 5;
    private static final int CASES_OF_A_TURN = 50;
    private static final int SAMPLE = 100;
    private static final List<Step> THERE_AND_BACK =
            List.of(Step.of(State.UNDER_REVIEW, "ESCALATE"), Step.of(State.ESCALATED, "RETURN_TO_REVIEW"));

    private final Report report;
    private final Path folder;
    private final int rounds;
    private final int largest;
    private final Random random;
    private final long seed;

    /**
     * A run.
     *
     * @param options {@code rounds}, {@code largest} as a power of ten, {@code seed}
     * @param report takes the tables
     * @param folder on the disk that is to be measured
     */
    public GrowthRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = folder;
        this.rounds = options.number("rounds", 21);
        this.largest = options.number("largest", 6);
        this.seed = options.number("seed", 1);
        this.random = new Random(seed);
    }

    /** A database that holds so many audit rows. */
    private record Grown(int rows, HikariDataSource database, CaseReview.Engine engine, List<Double> micros) {}

    /**
     * Measures.
     *
     * @throws IOException if the server cannot be started or stopped
     * @throws SQLException if the rows cannot be written
     */
    public void run() throws IOException, SQLException {
        List<Grown> all = new ArrayList<>();
        try (DatabaseServer server = DatabaseServer.start(DatabaseServer.Kind.POSTGRESQL, folder)) {
            for (int power = 4; power <= largest; power++) {
                all.add(grown(server, (int) Math.pow(10, power)));
            }
            for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                report.progress("round " + (round + 1) + " of " + rounds);
                for (Grown grown : all) {
                    double micros = turn(grown);
                    if (round >= 0) {
                        grown.micros().add(micros);
                    }
                }
            }
            report.add(table(all));
            report.add(verification(all.get(all.size() - 1)));
            all.forEach(grown -> grown.database().close());
        }
    }

    private Grown grown(DatabaseServer server, int rows) throws SQLException {
        report.progress(String.format(Locale.ROOT, "writing %,d rows", rows));
        HikariDataSource database = server.newDatabase();
        EngineById.engine(database);
        int cases = rows / GeneratedHistory.STEPS;
        GeneratedHistory.write(database, cases);
        // Puts the triggers back.
        CaseReview.Engine engine = EngineById.engine(database);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE workflow_audit, workflow_case");
            statement.execute("CHECKPOINT");
        }
        WorkflowRuntime runtime = WorkflowRuntime.on(database);
        for (int i = 0; i < SAMPLE; i++) {
            Verdict verdict = runtime.verification().verify(GeneratedHistory.caseId(1 + random.nextInt(cases)));
            if (!verdict.isIntact()) {
                throw new IllegalStateException(verdict + " " + verdict.findings());
            }
        }
        return new Grown(rows, database, engine, new ArrayList<>());
    }

    /** Microseconds for one transition of cases picked at random. */
    private double turn(Grown grown) {
        List<String> caseIds = IntStream.range(0, CASES_OF_A_TURN)
                .mapToObj(i -> GeneratedHistory.caseId(1 + random.nextInt(grown.rows() / GeneratedHistory.STEPS)))
                .distinct()
                .toList();
        long start = System.nanoTime();
        for (Step step : THERE_AND_BACK) {
            for (String caseId : caseIds) {
                grown.engine()
                        .fire(caseId, step.row().id(), step.facts(), EngineById.DECISION)
                        .orThrow();
            }
        }
        return (System.nanoTime() - start) / 1_000.0 / (caseIds.size() * THERE_AND_BACK.size());
    }

    private Table table(List<Grown> all) throws SQLException {
        Table table = new Table(
                "Cost per transition as the history grows, PostgreSQL",
                String.format(
                        Locale.ROOT,
                        "This engine by id, on cases picked at random (seed %d); %d rounds, the databases in turn in each;"
                                + " min / **median** / max. Bytes a row are those of the table and its indexes at the end.",
                        seed,
                        rounds),
                "audit rows",
                "microseconds a transition",
                "ratio to the smallest",
                "bytes an audit row",
                "of it the table",
                "of it indexes");
        for (Grown grown : all) {
            long[] sizes = sizes(grown.database());
            table.row(
                    String.format(Locale.ROOT, "%,d", grown.rows()),
                    Spread.of(grown.micros()),
                    Spread.of(IntStream.range(0, rounds)
                            .mapToObj(i ->
                                    grown.micros().get(i) / all.get(0).micros().get(i))
                            .toList()),
                    Spread.number((double) (sizes[0] + sizes[1]) / sizes[2]),
                    Spread.number((double) sizes[0] / sizes[2]),
                    Spread.number((double) sizes[1] / sizes[2]));
        }
        return table;
    }

    private static long[] sizes(HikariDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT pg_table_size('workflow_audit'), pg_indexes_size('workflow_audit'),
                            (SELECT COUNT(*) FROM workflow_audit)
                        """)) {
            row.next();
            return new long[] {row.getLong(1), row.getLong(2), row.getLong(3)};
        }
    }

    private Table verification(Grown grown) {
        report.progress("verifying everything");
        Table table = new Table(
                "Verifying everything, PostgreSQL",
                "The whole of the largest database above, in one thread. Processor time is that of the verifying thread; the"
                        + " server reads in a process of its own.",
                "entries",
                "entries/s",
                "entries for each second of processor time");
        VerificationRun.verify(WorkflowRuntime.on(grown.database()), table);
        return table;
    }

    static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
