package org.workflowengine.benchmark.growth;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.DatabaseServer;
import org.workflowengine.benchmark.durable.EngineById;
import org.workflowengine.benchmark.durable.Step;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.SchemaScripts;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.retention.BundleArchive;
import org.workflowengine.runtime.retention.PurgeSummary;
import org.workflowengine.runtime.retention.RetentionRule;

/** Purging finished cases of ten steps: how many in a second, and what becomes of the space. Each is read, checked and digested before it goes. */
public final class PurgeRun {
    private static final Decision BY_RECORDS = Decision.by("records").because("kept for long enough");

    /** Where a purge can be measured. */
    public enum Place {
        /** Both large tables in 16 partitions by the hash of the case. */
        POSTGRESQL("PostgreSQL, 16 partitions"),
        /** A MariaDB server on this machine. */
        MARIADB("MariaDB"),
        /** H2 in memory. */
        H2("H2 in memory");

        private final String label;

        Place(String label) {
            this.label = label;
        }
    }

    private final Report report;
    private final Path folder;
    private final int cases;
    private final int purged;
    private final int chunk;

    /**
     * A run.
     *
     * @param options {@code cases} of ten steps each, {@code purged}: how many of them are finished and purged, {@code chunk}: how many in
     *     one commit
     * @param report takes the tables
     * @param folder on the disk that is to be measured
     */
    public PurgeRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = folder;
        this.cases = options.number("cases", 1_000_000);
        this.purged = options.number("purged", 100_000);
        this.chunk = options.number("chunk", 100);
    }

    /**
     * Measures on one database.
     *
     * @param place which
     * @throws IOException if a server cannot be started
     * @throws SQLException if rows cannot be written or read
     */
    public void on(Place place) throws IOException, SQLException {
        switch (place) {
            case POSTGRESQL -> onPostgres();
            case MARIADB -> onOther(place, TestDatabase.mariaDb());
            case H2 -> onOther(place, TestDatabase.inMemory());
        }
    }

    private void onPostgres() throws IOException, SQLException {
        try (DatabaseServer server = DatabaseServer.start(DatabaseServer.Kind.POSTGRESQL, folder);
                HikariDataSource database = server.newDatabase()) {
            report.progress("writing " + cases + " cases");
            execute(database, inPartitions(SchemaScripts.POSTGRESQL.schema()));
            EngineById.engine(database);
            GeneratedHistory.write(database, cases, purged);
            execute(database, SchemaScripts.POSTGRESQL.hardening());
            execute(database, "VACUUM ANALYZE");
            long before = bytes(database);
            Measured measured = purge(database);
            long after = bytes(database);
            report.progress("vacuum");
            execute(database, "VACUUM ANALYZE");
            report.add(table(
                    Place.POSTGRESQL,
                    measured,
                    String.format(
                            Locale.ROOT,
                            " Bytes of tables and indexes: %,d before, %,d after the purge, %,d after VACUUM, of which %,d can be used"
                                    + " again.",
                            before,
                            after,
                            bytes(database),
                            free(database))));
        }
    }

    private void onOther(Place place, TestDatabase made) throws IOException, SQLException {
        try (made) {
            report.progress("writing " + cases + " cases on " + place.label);
            WorkflowRuntime runtime = WorkflowRuntime.on(
                    made.pool(), RuntimeOptions.defaults().source(Step.SOURCE).schemaMode(SchemaMode.CREATE));
            CaseReview.Engine engine = CaseReview.Engine.on(runtime);
            List<Request> requests = new ArrayList<>();
            for (int i = 1; i <= cases; i++) {
                requests.add(Request.opening(GeneratedHistory.caseId(i), EngineById.DECISION));
                List<Step> way = i <= purged ? Step.WALK : Step.WALK.subList(0, Step.WALK.size() - 1);
                for (Step step : way) {
                    requests.add(Request.move(
                            GeneratedHistory.caseId(i), step.row().id(), step.facts(), EngineById.DECISION));
                }
            }
            engine.applyAll(requests, BulkOptions.defaults())
                    .forEach(outcome -> outcome.orThrow().orThrow());
            report.add(table(place, purge(made.pool()), ""));
        }
    }

    private record Measured(PurgeSummary summary, double seconds) {}

    private Measured purge(DataSource database) throws IOException {
        report.progress("purging");
        WorkflowRuntime runtime =
                WorkflowRuntime.on(database, RuntimeOptions.defaults().source(Step.SOURCE));
        RetentionRule rule = RetentionRule.of("benchmark")
                .endedBefore(Instant.now().plus(1, ChronoUnit.DAYS))
                .inChunksOf(chunk);
        long start = System.nanoTime();
        PurgeSummary summary = runtime.retention().purge(rule, BY_RECORDS, BundleArchive.none());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (summary.cases() != purged) {
            throw new IllegalStateException(summary.toString());
        }
        return new Measured(summary, seconds);
    }

    private Table table(Place place, Measured measured, String more) {
        Table table = new Table(
                "Purging, " + place.label,
                String.format(
                        Locale.ROOT,
                        "%,d cases with %,d steps, of which %,d cases are purged, %,d in one commit, without an archive.%s",
                        cases,
                        (long) cases * GeneratedHistory.STEPS,
                        purged,
                        chunk,
                        more),
                "cases",
                "steps",
                "seconds",
                "cases in a second",
                "steps in a second");
        table.row(
                String.valueOf(measured.summary.cases()),
                String.valueOf(measured.summary.steps()),
                String.format(Locale.ROOT, "%.0f", measured.seconds),
                String.format(Locale.ROOT, "%.0f", measured.summary.cases() / measured.seconds),
                String.format(Locale.ROOT, "%.0f", measured.summary.steps() / measured.seconds));
        return table;
    }

    private static String inPartitions(String script) {
        return inPartitions(inPartitions(script, "workflow_audit"), "workflow_case");
    }

    private static String inPartitions(String script, String table) {
        int end = script.indexOf("\n);", script.indexOf("CREATE TABLE IF NOT EXISTS " + table + " ("));
        return script.substring(0, end) + "\n) PARTITION BY HASH (case_id);\n"
                + IntStream.range(0, 16)
                        .mapToObj(part -> "CREATE TABLE p" + part + "_of_" + table + " PARTITION OF " + table
                                + " FOR VALUES WITH (MODULUS 16, REMAINDER " + part + ");\n")
                        .collect(Collectors.joining())
                + script.substring(end + 3);
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long bytes(DataSource database) throws SQLException {
        return number(
                database,
                "SELECT SUM(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relname LIKE '%workflow_%'");
    }

    private static long free(DataSource database) throws SQLException {
        execute(database, "CREATE EXTENSION IF NOT EXISTS pg_freespacemap");
        return number(
                database,
                "SELECT SUM(space.avail) FROM pg_class c, LATERAL pg_freespace(c.oid) space"
                        + " WHERE c.relkind = 'r' AND c.relname LIKE '%workflow_%'");
    }

    private static long number(DataSource database, String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
