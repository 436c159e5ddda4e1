package org.workflowengine.benchmark.durable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;

/**
 * How long a durable transition takes, and what it takes of the processors, everybody in turn, round by round, on one database server: A B
 * C A B C. A contender's turn moves some cases from their opening, which is not measured, to their end; each move is timed by itself.
 */
public final class DurableRun {
    private static final int WARM_UP_ROUNDS = 6;

    /** Enough for the just-in-time compiler to have seen the slowest often. */
    private static final int WARM_UP_CASES = 50;

    private static final List<Entrant> CHUNKS = List.of(Entrant.BY_ID, Entrant.CHUNK_1, Entrant.CHUNK_32, Entrant.BULK);

    private final Report report;
    private final Path folder;
    private final int rounds;
    private final long nanosOfATurn;
    private final List<Entrant> named;
    private int turns;

    /**
     * A run.
     *
     * @param options {@code rounds}, {@code turn} in milliseconds, {@code contenders}
     * @param report takes the tables
     * @param folder on the disk that is to be measured
     */
    public DurableRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = folder;
        this.rounds = options.number("rounds", 11);
        this.nanosOfATurn = options.number("turn", 200) * 1_000_000L;
        this.named = options.oneOrMore("contenders", Entrant.class);
    }

    /**
     * Measures on one kind of database those who take part there.
     *
     * @param kind what to run on
     * @throws IOException if the server cannot be started or stopped
     * @throws SQLException if it cannot be asked for its processes
     */
    public void on(Kind kind) throws IOException, SQLException {
        List<Entrant> entrants =
                named.stream().filter(entrant -> entrant.takesPartOn(kind)).toList();
        Map<Entrant, List<Turn>> all = new EnumMap<>(Entrant.class);
        try (DatabaseServer server = DatabaseServer.start(kind, folder);
                Field field = new Field(server, entrants)) {
            Optional<Backends> backends = Backends.of(server);
            try {
                Map<Entrant, Integer> cases = new EnumMap<>(Entrant.class);
                for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                    report.progress(kind + ", warm-up " + (round + 1));
                    for (Entrant entrant : entrants) {
                        Contender contender = field.contender(entrant);
                        int some = Math.max(cases.getOrDefault(entrant, 1), WARM_UP_CASES);
                        double took = turn(field, entrant, backends, whole(contender, some))
                                .mean();
                        cases.put(entrant, whole(contender, (int) (nanosOfATurn / took / Step.WALK.size())));
                    }
                }
                for (int round = 0; round < rounds; round++) {
                    report.progress(kind + ", round " + (round + 1) + " of " + rounds);
                    for (Entrant entrant : entrants) {
                        all.computeIfAbsent(entrant, key -> new ArrayList<>())
                                .add(turn(field, entrant, backends, cases.getOrDefault(entrant, 1)));
                    }
                }
            } finally {
                if (backends.isPresent()) {
                    backends.get().close();
                }
            }
        }
        report.add(times(kind, all), processors(kind, all), chunks(kind, all));
    }

    /** As many as fill commits, one commit at least; and no more than can be open. */
    private static int whole(Contender contender, int cases) {
        int commit = contender.casesToACommit();
        return Math.max(Math.min(cases, contender.mostOpenCases()) / commit, 1) * commit;
    }

    private Turn turn(Field field, Entrant entrant, Optional<Backends> backends, int cases)
            throws IOException, SQLException {
        Contender contender = field.contender(entrant);
        int number = turns++;
        List<String> caseIds = IntStream.range(0, cases)
                .mapToObj(i -> "case-" + number + "-" + i)
                .toList();
        contender.openAll(caseIds);
        int commit = contender.casesToACommit();
        List<List<String>> commits = IntStream.range(0, cases / commit)
                .mapToObj(i -> caseIds.subList(i * commit, (i + 1) * commit))
                .toList();
        long[] nanos = new long[commits.size() * Step.WALK.size()];

        String database = field.database(entrant);
        Map<Integer, Long> before = backends.isPresent() ? backends.get().nanos(database) : Map.of();
        ClientTime client = ClientTime.begin(contender.hasThreadsOfItsOwn());
        int i = 0;
        for (Step step : Step.WALK) {
            for (List<String> together : commits) {
                long start = System.nanoTime();
                contender.moveAll(together, step);
                nanos[i++] = System.nanoTime() - start;
            }
        }
        long worked = client.end();
        double served =
                backends.isPresent() ? Backends.between(before, backends.get().nanos(database)) : Double.NaN;
        return Turn.of(nanos, commit, worked, served);
    }

    private Table times(Kind kind, Map<Entrant, List<Turn>> all) {
        Table table = new Table(
                "Durable steps, " + kind,
                rounds
                        + " rounds, everybody in turn in each; min / **median** / max over the rounds. Each move is timed by itself; of steps"
                        + " that share a commit, its time divided by their number. × plain tables: the time divided by that of "
                        + Entrant.JDBC_BARE + " in the same round, so above 1 is slower.",
                "contender",
                "microseconds, p50",
                "microseconds, p99",
                "steps/s (median)",
                "p50, × plain tables",
                "p99, × plain tables",
                "p50, × JDBC, same schema");
        all.forEach((entrant, mine) -> table.row(
                entrant,
                micros(mine, Turn::p50),
                micros(mine, Turn::p99),
                Spread.number(1_000_000_000 / spread(mine, Turn::mean).median()),
                times(mine, all.get(Entrant.JDBC_BARE), Turn::p50),
                times(mine, all.get(Entrant.JDBC_BARE), Turn::p99),
                times(mine, all.get(Entrant.JDBC), Turn::p50)));
        return table;
    }

    private Table processors(Kind kind, Map<Entrant, List<Turn>> all) {
        Table table = new Table(
                "Processor time of a step, " + kind,
                "Of the same rounds. Client: the thread that moves the cases (of DBOS: all Java threads); with H2 that is the database too."
                        + " Server: the processes of PostgreSQL that serve the contender's connections, user and system.",
                "contender",
                "client, microseconds",
                "× plain tables",
                "× JDBC, same schema",
                "server, microseconds",
                "× plain tables",
                "× JDBC, same schema");
        all.forEach((entrant, mine) -> table.row(
                entrant,
                micros(mine, Turn::client),
                times(mine, all.get(Entrant.JDBC_BARE), Turn::client),
                times(mine, all.get(Entrant.JDBC), Turn::client),
                micros(mine, Turn::server),
                times(mine, all.get(Entrant.JDBC_BARE), Turn::server),
                times(mine, all.get(Entrant.JDBC), Turn::server)));
        return table;
    }

    private static Table chunks(Kind kind, Map<Entrant, List<Turn>> all) {
        Table table = new Table(
                "Chunks, " + kind,
                "Of the same rounds, for one step: what a step of a chunk costs, divided by a step by id of the same round.",
                "contender",
                "p50, × by id",
                "mean, × by id",
                "client, × by id",
                "server, × by id");
        List<Turn> byId = all.get(Entrant.BY_ID);
        all.forEach((entrant, mine) -> {
            if (CHUNKS.contains(entrant)) {
                table.row(
                        entrant,
                        times(mine, byId, Turn::p50),
                        times(mine, byId, Turn::mean),
                        times(mine, byId, Turn::client),
                        times(mine, byId, Turn::server));
            }
        });
        return table;
    }

    private static Spread spread(List<Turn> turns, ToDoubleFunction<Turn> nanos) {
        return Spread.of(turns.stream().map(nanos::applyAsDouble).toList());
    }

    private static Object micros(List<Turn> turns, ToDoubleFunction<Turn> nanos) {
        return known(
                turns.stream().map(turn -> nanos.applyAsDouble(turn) / 1_000).toList());
    }

    /** How many times as much as another, round by round. */
    private static Object times(List<Turn> mine, @Nullable List<Turn> base, ToDoubleFunction<Turn> nanos) {
        return base == null
                ? "–"
                : known(IntStream.range(0, mine.size())
                        .mapToObj(i -> nanos.applyAsDouble(mine.get(i)) / nanos.applyAsDouble(base.get(i)))
                        .toList());
    }

    private static Object known(List<Double> values) {
        return values.stream().anyMatch(value -> value.isNaN()) ? "–" : Spread.of(values);
    }
}
