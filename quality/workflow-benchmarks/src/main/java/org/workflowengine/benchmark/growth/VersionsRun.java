package org.workflowengine.benchmark.growth;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.Constraints;
import org.workflowengine.benchmark.durable.DatabaseServer;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.benchmark.durable.EngineById;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.Policy;
import org.workflowengine.runtime.fixture.Policy.PolicyFacts;
import org.workflowengine.runtime.query.MigrationLine;
import org.workflowengine.runtime.query.MigrationReport;

/** Migrating and importing many cases beside moving as many, and the report of migrations among many cases, on PostgreSQL. */
public final class VersionsRun {
    private static final int WARM_UP_ROUNDS = 2;
    private static final int CHUNK = 1_000;

    private final Report report;
    private final Path folder;
    private final int rounds;
    private final int cases;
    private final int largest;

    /**
     * A run.
     *
     * @param options {@code rounds}, {@code requests} in a turn, {@code largest}: among how many cases the report is made
     * @param report takes the tables
     * @param folder on the disk that is to be measured
     */
    public VersionsRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = folder;
        this.rounds = options.number("rounds", 11);
        this.cases = options.number("requests", 2_000);
        this.largest = options.number("largest", 1_000_000);
    }

    /** What is done in bulk; all with the same number of facts, except for imports, which take none. */
    private enum Work {
        MOVES,
        MIGRATIONS,
        IMPORTS;

        private Request request(String caseId) {
            return switch (this) {
                case MOVES -> Request.move(caseId, "REVIEW", Policy.facts(PolicyFacts.COMPLETE), EngineById.DECISION);
                case MIGRATIONS -> Request.migration(caseId, Policy.facts(), EngineById.DECISION);
                case IMPORTS -> Request.importing(caseId, "UNDER_REVIEW", EngineById.DECISION);
            };
        }
    }

    /**
     * Measures.
     *
     * @throws IOException if the server cannot be started or stopped
     * @throws SQLException if the rows cannot be written
     */
    public void run() throws IOException, SQLException {
        try (DatabaseServer server = DatabaseServer.start(Kind.POSTGRESQL, folder)) {
            try (HikariDataSource database = server.newDatabase()) {
                report.add(bulk(runtime(database)));
            }
            try (HikariDataSource database = server.newDatabase()) {
                report.add(reportAmongMany(database));
            }
        }
    }

    private static WorkflowRuntime runtime(HikariDataSource database) {
        return WorkflowRuntime.on(database, RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE));
    }

    private Table bulk(WorkflowRuntime runtime) {
        Policy.Engine first = Policy.Engine.of(runtime, Policy.FIRST);
        Policy.Engine second = Policy.Engine.of(runtime, Policy.SECOND);
        Map<Work, List<Double>> rates = new EnumMap<>(Work.class);
        for (Work work : Work.values()) {
            rates.put(work, new ArrayList<>());
        }
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            report.progress("round " + (round + 1) + " of " + rounds);
            for (int turn = 0; turn < Work.values().length; turn++) {
                // Each goes first in a third of the rounds.
                Work work = Work.values()[Math.floorMod(turn + round, Work.values().length)];
                double rate = turn(work, work == Work.MOVES ? first : second, first, round);
                if (round >= 0) {
                    of(work, rates).add(rate);
                }
            }
        }
        Table table = new Table(
                "Migrating and importing in bulk, PostgreSQL",
                String.format(
                        Locale.ROOT,
                        "applyAll of %,d requests, %,d to a commit; %d rounds, all in turn in each; min / **median** / max.",
                        cases,
                        CHUNK,
                        rounds),
                "requests",
                "steps/s",
                "ratio to moves");
        for (Work work : Work.values()) {
            table.row(
                    work.name().toLowerCase(Locale.ROOT),
                    Spread.of(of(work, rates)),
                    Spread.of(IntStream.range(0, rounds)
                            .mapToObj(i -> of(work, rates).get(i)
                                    / of(Work.MOVES, rates).get(i))
                            .toList()));
        }
        return table;
    }

    private static List<Double> of(Work work, Map<Work, List<Double>> rates) {
        return Objects.requireNonNull(rates.get(work));
    }

    /** Steps per second. The cases that are moved or migrated are opened before, which is not measured. */
    private double turn(Work work, Policy.Engine engine, Policy.Engine opening, int round) {
        List<String> caseIds = IntStream.range(0, cases)
                .mapToObj(i -> work + "-" + round + "-" + i)
                .toList();
        if (work != Work.IMPORTS) {
            apply(opening, caseIds, caseId -> Request.opening(caseId, EngineById.DECISION));
        }
        long start = System.nanoTime();
        apply(engine, caseIds, work::request);
        return cases * 1e9 / (System.nanoTime() - start);
    }

    private static void apply(Policy.Engine engine, List<String> caseIds, Function<String, Request> request) {
        engine.applyAll(
                        caseIds.stream().map(request).toList(),
                        BulkOptions.defaults().chunkSize(CHUNK))
                .forEach(outcome -> outcome.orThrow().orThrow());
    }

    private Table reportAmongMany(HikariDataSource database) throws SQLException {
        report.progress(String.format(Locale.ROOT, "writing %,d cases", largest));
        WorkflowRuntime runtime = runtime(database);
        Policy.Engine.of(runtime, Policy.FIRST);
        write(database);
        List<Double> millis = new ArrayList<>();
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            long start = System.nanoTime();
            MigrationReport answer = runtime.migrations(Policy.SECOND);
            double took = (System.nanoTime() - start) / 1e6;
            if (answer.cases(MigrationLine.Kind.CAN_COME) == 0) {
                throw new IllegalStateException("nothing can come: " + answer.lines());
            }
            if (round >= 0) {
                millis.add(took);
            }
        }
        Table table = new Table(
                "The report of migrations, PostgreSQL",
                "Cases of version 1 in five states; the tables are vacuumed. " + rounds
                        + " times, min / **median** / max.",
                "cases",
                "milliseconds");
        table.row(String.format(Locale.ROOT, "%,d", largest), Spread.of(millis));
        return table;
    }

    /** The cases alone, without their histories, which the report does not read; the triggers refuse them, and go. */
    private void write(HikariDataSource database) throws SQLException {
        Constraints.LINKS.reduce(database);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute(String.format(Locale.ROOT, """
                    INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at)
                    SELECT 'many-' || i, 'policy', 1,
                        (ARRAY['RECEIVED', 'IN_REVIEW', 'ESCALATED', 'FROZEN', 'PAID'])[1 + i %% 5], 1,
                        sha256(int4send(i)), timestamp '2026-01-01' + make_interval(secs => i),
                        timestamp '2026-01-01' + make_interval(secs => i)
                    FROM generate_series(1, %d) i
                    """, largest));
            statement.execute("SET session_replication_role = DEFAULT");
            statement.execute("VACUUM ANALYZE workflow_case");
        }
    }
}
