package org.workflowengine.benchmark.durable;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.benchmark.durable.PostgresMeter.Written;

/** What a durable transition consists of, counted, never timed: the same on every machine. */
public final class CountsRun {
    private static final int WARM_UP_CASES = 30;
    private static final List<Entrant> EXPLAINED =
            List.of(Entrant.BY_ID, Entrant.JDBC, Entrant.JDBC_LINKS, Entrant.JDBC_KEYS, Entrant.JDBC_BARE);

    private final Report report;
    private final Path folder;
    private final int transitions;
    private final List<Entrant> entrants;
    private final Map<Entrant, Map<String, Double>> records = new EnumMap<>(Entrant.class);
    private int turns;

    /**
     * A run.
     *
     * @param options {@code transitions}, {@code contenders}
     * @param report takes the tables
     * @param folder where databases may be kept
     */
    public CountsRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = folder;
        this.transitions = options.number("transitions", 2_000);
        this.entrants = options.oneOrMore("contenders", Entrant.class).stream()
                .filter(entrant -> entrant.takesPartOn(Kind.POSTGRESQL))
                .toList();
    }

    /**
     * Counts on PostgreSQL.
     *
     * @throws IOException if the server cannot be started or stopped
     * @throws SQLException if it cannot be asked
     */
    public void onPostgres() throws IOException, SQLException {
        Table table = new Table(
                "What a durable transition is made of, PostgreSQL",
                "Counted over at least " + Spread.number(transitions)
                        + " transitions of one thread, after some to warm up (of DBOS: in as many cases as it"
                        + " has threads for). Round trips are"
                        + " counted on the wire, statements and commits at the JDBC interface. WAL bytes: without images of whole pages,"
                        + " on pages that had been changed since the checkpoint; then, with those images, right after a checkpoint.",
                "contender",
                "round trips",
                "statements",
                "commits",
                "WAL bytes",
                "WAL bytes right after a checkpoint",
                "rows inserted / updated / deleted");
        try (DatabaseServer server = DatabaseServer.startForCounting(folder)) {
            for (Entrant entrant : entrants) {
                report.progress("counting: " + entrant);
                count(server, entrant, table);
            }
        }
        report.add(table);
        report.add(records());
    }

    /** Of those who differ in one thing each. */
    private Table records() {
        List<Entrant> shown = EXPLAINED.stream().filter(records::containsKey).toList();
        List<String> columns = new ArrayList<>(List.of("record"));
        shown.forEach(entrant -> columns.add(entrant.toString()));
        Table table = new Table(
                "WAL bytes of a transition by kind of record",
                "As pg_walinspect tells them, without images of whole pages and the padding between records.",
                columns.toArray(String[]::new));
        Set<String> kinds = new TreeSet<>();
        shown.forEach(entrant -> kinds.addAll(records(entrant).keySet()));
        for (String kind : kinds) {
            if (shown.stream().anyMatch(entrant -> bytes(entrant, kind) >= 1)) {
                List<Object> cells = new ArrayList<>(List.of(kind));
                shown.forEach(entrant -> cells.add(Spread.number(bytes(entrant, kind))));
                table.row(cells.toArray());
            }
        }
        return table;
    }

    private Map<String, Double> records(Entrant entrant) {
        return records.getOrDefault(entrant, Map.of());
    }

    private double bytes(Entrant entrant, String kind) {
        return records(entrant).getOrDefault(kind, 0.0);
    }

    private void count(DatabaseServer server, Entrant entrant, Table table) throws SQLException {
        JdbcCalls calls = new JdbcCalls();
        try (HikariDataSource database = server.newDatabase(WireTrips.PARAMETER);
                HikariDataSource own = DatabaseServer.sameDatabase(database);
                Contender contender = entrant.on(calls.counting(database))) {
            PostgresMeter meter = new PostgresMeter(own, database);
            go(contender, opened(contender, WARM_UP_CASES));
            List<String> first = opened(contender, (transitions + Step.WALK.size() - 1) / Step.WALK.size());
            List<String> second = opened(contender, (transitions + Step.WALK.size() - 1) / Step.WALK.size());
            long steps = (long) first.size() * Step.WALK.size();

            meter.checkpoint();
            meter.begin();
            go(contender, first);
            Written afterCheckpoint = meter.end();

            meter.begin();
            calls.reset();
            WireTrips.COUNT.set(0);
            go(contender, second);
            long trips = WireTrips.COUNT.get();
            Written usual = meter.end();

            Map<String, Double> kinds = new TreeMap<>();
            usual.records().forEach((kind, bytes) -> kinds.put(kind, (double) bytes / steps));
            records.put(entrant, kinds);
            table.row(
                    entrant,
                    each(trips, steps),
                    each(calls.statements(), steps),
                    each(calls.commits(), steps),
                    each(usual.bytes() - usual.imageBytes(), steps),
                    each(afterCheckpoint.bytes(), steps),
                    each(usual.inserted(), steps) + " / " + each(usual.updated(), steps) + " / "
                            + each(usual.deleted(), steps));
        }
    }

    private List<String> opened(Contender contender, int fewest) {
        int number = turns++;
        // Two lots are open at the same time.
        int cases = Math.min(Math.max(contender.casesToACommit(), fewest), contender.mostOpenCases() / 2);
        List<String> caseIds = IntStream.range(0, cases)
                .mapToObj(i -> "case-" + number + "-" + i)
                .toList();
        contender.openAll(caseIds);
        return caseIds;
    }

    private static void go(Contender contender, List<String> caseIds) {
        Step.WALK.forEach(step -> contender.moveAll(caseIds, step));
    }

    private static String each(long count, long steps) {
        return Spread.number((double) count / steps);
    }
}
