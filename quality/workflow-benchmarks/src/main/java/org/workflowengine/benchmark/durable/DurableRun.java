package org.workflowengine.benchmark.durable;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;

/**
 * How long a durable transition takes, everybody in turn, round by round, on one database server: A B C A B C. A contender's turn
 * moves some cases from their opening, which is not measured, to their end.
 */
public final class DurableRun {
    private static final int WARM_UP_ROUNDS = 6;

    /** Enough for the just-in-time compiler to have seen the slowest often. */
    private static final int WARM_UP_CASES = 50;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Report report;
    private final Path folder;
    private final int rounds;
    private final long nanosOfATurn;
    private final List<Entrant> entrants;
    private int turns;

    /** Nanoseconds for one transition: by the clock, and of the processor. */
    private record Turn(double elapsed, double worked) {}

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
        this.entrants = options.oneOrMore("contenders", Entrant.class);
    }

    /**
     * Measures on one kind of database.
     *
     * @param kind what to run on
     * @throws IOException if the server cannot be started or stopped
     */
    public void on(Kind kind) throws IOException {
        Map<Entrant, List<Turn>> all = new EnumMap<>(Entrant.class);
        try (DatabaseServer server = DatabaseServer.start(kind, folder);
                Field field = new Field(server, entrants)) {
            Map<Entrant, Integer> cases = new EnumMap<>(Entrant.class);
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                report.progress(kind + ", warm-up " + (round + 1));
                for (Entrant entrant : entrants) {
                    Contender contender = field.contender(entrant);
                    int some =
                            Math.max(cases.getOrDefault(entrant, 1), Math.max(WARM_UP_CASES, contender.fewestCases()));
                    double took = turn(contender, some).elapsed();
                    int fitting = (int) (nanosOfATurn / took / Step.WALK.size());
                    cases.put(entrant, Math.max(fitting, contender.fewestCases()));
                }
            }
            for (int round = 0; round < rounds; round++) {
                report.progress(kind + ", round " + (round + 1) + " of " + rounds);
                for (Entrant entrant : entrants) {
                    all.computeIfAbsent(entrant, key -> new ArrayList<>())
                            .add(turn(
                                    field.contender(entrant),
                                    whole(field.contender(entrant), cases.getOrDefault(entrant, 1))));
                }
            }
        }
        report.add(table(kind, all));
    }

    /** As many commits as they fill. */
    private static int whole(Contender contender, int cases) {
        return cases / contender.fewestCases() * contender.fewestCases();
    }

    private Turn turn(Contender contender, int cases) {
        int number = turns++;
        List<String> caseIds = IntStream.range(0, cases)
                .mapToObj(i -> "case-" + number + "-" + i)
                .toList();
        contender.openAll(caseIds);
        long start = System.nanoTime();
        long startOfWork = THREADS.getCurrentThreadCpuTime();
        Step.WALK.forEach(step -> contender.moveAll(caseIds, step));
        double steps = (double) cases * Step.WALK.size();
        return new Turn((System.nanoTime() - start) / steps, (THREADS.getCurrentThreadCpuTime() - startOfWork) / steps);
    }

    private Table table(Kind kind, Map<Entrant, List<Turn>> all) {
        Table table = new Table(
                "Durable transitions, " + kind,
                rounds
                        + " rounds, everybody in turn in each; min / **median** / max over the rounds. A ratio is taken within a"
                        + " round: above 1 is faster than plain JDBC. Processor time is that of the thread that moves the cases; with H2"
                        + " in memory that is all there is, and it hardly depends on how busy the machine is.",
                "contender",
                "microseconds a transition",
                "transitions/s (median)",
                "ratio to JDBC on the same schema",
                "ratio to JDBC without any constraint",
                "processor microseconds",
                "their ratio to JDBC on the same schema");
        all.forEach((entrant, mine) -> {
            Spread micros = micros(mine, Turn::elapsed);
            table.row(
                    entrant,
                    micros,
                    Spread.number(1_000_000 / micros.median()),
                    ratio(all.get(Entrant.JDBC), mine, Turn::elapsed),
                    ratio(all.get(Entrant.JDBC_BARE), mine, Turn::elapsed),
                    micros(mine, Turn::worked),
                    ratio(all.get(Entrant.JDBC), mine, Turn::worked));
        });
        return table;
    }

    private static Spread micros(List<Turn> all, ToDoubleFunction<Turn> time) {
        return Spread.of(
                all.stream().map(turn -> time.applyAsDouble(turn) / 1_000).toList());
    }

    private static Object ratio(@Nullable List<Turn> base, List<Turn> mine, ToDoubleFunction<Turn> time) {
        return base == null
                ? "–"
                : Spread.of(IntStream.range(0, mine.size())
                        .mapToObj(i -> time.applyAsDouble(base.get(i)) / time.applyAsDouble(mine.get(i)))
                        .toList());
    }
}
