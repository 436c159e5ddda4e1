package org.workflowengine.benchmark.growth;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
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
import java.util.stream.IntStream;
import org.workflowengine.benchmark.Options;
import org.workflowengine.benchmark.Report;
import org.workflowengine.benchmark.Spread;
import org.workflowengine.benchmark.Table;
import org.workflowengine.benchmark.durable.DatabaseServer;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;
import org.workflowengine.runtime.fixture.Loan;

/** What four eyes and quorums cost the steps that have them, and what the index and the trigger for them cost every other step. */
public final class ObligationsRun {
    private static final int WARM_UP_ROUNDS = 3;
    private static final int LONG_QUORUMS = 4;
    private static final int SINCE_ENTERED = 1_000;
    private static final String MANY = "many";

    /** A disk takes most of the time of a step, the same for all, and hides what is compared. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Report report;
    private final Path folder;
    private final int rounds;
    private final int steps;
    private final int requests;

    /**
     * A run.
     *
     * @param options {@code rounds}, {@code steps} and {@code requests} in a turn
     * @param report takes the tables
     * @param folder where databases are kept if there is no file system in memory
     */
    public ObligationsRun(Options options, Report report, Path folder) {
        this.report = report;
        this.folder = Files.isWritable(MEMORY) ? MEMORY : folder;
        this.rounds = options.number("rounds", 11);
        this.steps = options.number("steps", 100);
        this.requests = options.number("requests", 2_000);
    }

    /** One step, in a transaction of its own. CLOSE has four eyes on two states; without obligations it is the same step. */
    private enum Work {
        PLAIN("no obligation"),
        PLAIN_LATE("no obligation, late"),
        EYES("four eyes"),
        EYES_LATE("four eyes, late"),
        QUORUM("quorum of 2"),
        QUORUM_LATE("quorum of 2, late");

        private final String label;

        Work(String label) {
            this.label = label;
        }

        private boolean isObliged() {
            return this != PLAIN && this != PLAIN_LATE;
        }
    }

    /** What is left of what version 4 of the schema has added to the tables of the steps. */
    private enum Left {
        ALL("as they are", ""),
        NO_INDEX("without the index", "DROP INDEX workflow_audit_entered"),
        NO_TRIGGER("without the trigger", "DROP TRIGGER workflow_audit_obliged");

        private final String label;
        private final String command;

        Left(String label, String command) {
            this.label = label;
            this.command = command;
        }

        private void reduce(HikariDataSource database, Kind kind) throws SQLException {
            if (this == ALL) {
                return;
            }
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                boolean named = this == NO_TRIGGER ? kind == Kind.POSTGRESQL : kind == Kind.MARIADB;
                statement.execute(command + (named ? " ON workflow_audit" : ""));
            }
        }
    }

    /**
     * Measures on one kind of database.
     *
     * @param kind what to run on
     * @throws IOException if the server cannot be started or stopped
     * @throws SQLException if the index or the trigger cannot be dropped
     */
    public void on(Kind kind) throws IOException, SQLException {
        try (DatabaseServer server = DatabaseServer.start(kind, folder)) {
            try (HikariDataSource obliged = server.newDatabase();
                    HikariDataSource lax = server.newDatabase()) {
                LoanCases second = new LoanCases(obliged, Loan.SECOND);
                LoanCases without = new LoanCases(lax, Loan.LAX);
                report.progress(String.format(Locale.ROOT, "%s: two cases of %,d steps", kind, LoanCases.MANY));
                second.many(MANY);
                without.many(MANY);
                single(kind, second, without);
            }
            ordinary(kind, server);
        }
    }

    private void single(Kind kind, LoanCases obliged, LoanCases lax) {
        Map<Work, List<Double>> micros = rounds(
                Work.class,
                kind,
                (work, round) -> turn(work, work.isObliged() ? obliged : lax, kind + "-" + work + "-" + round));
        Table times = new Table(
                "Steps with obligations, " + kind,
                String.format(
                        Locale.ROOT,
                        "%d steps in a turn (%d of the late quorum), each in a transaction, of which the median counts; %d rounds, all in turn in each; %s."
                                + " %d steps behind; late: %,d, of which %,d keep the state since it was entered (%,d of the"
                                + " quorum).",
                        steps,
                        LONG_QUORUMS,
                        rounds,
                        spreadAndDisk(),
                        LoanCases.FEW,
                        LoanCases.MANY,
                        LoanCases.MANY - 5_002,
                        SINCE_ENTERED),
                "step",
                "microseconds");
        micros.forEach((work, values) -> times.row(work.label, Spread.of(values)));
        report.add(times);
        Table ratios = new Table("Ratios of these, " + kind, "Round by round.", "ratio", "of", "to");
        ratio(ratios, micros, Work.EYES_LATE, Work.EYES);
        ratio(ratios, micros, Work.PLAIN_LATE, Work.PLAIN);
        ratio(ratios, micros, Work.EYES, Work.PLAIN);
        ratio(ratios, micros, Work.EYES_LATE, Work.PLAIN_LATE);
        ratio(ratios, micros, Work.QUORUM, Work.PLAIN);
        ratio(ratios, micros, Work.QUORUM_LATE, Work.QUORUM);
        report.add(ratios);
    }

    private static void ratio(Table table, Map<Work, List<Double>> micros, Work of, Work to) {
        table.row(ratio(of(of, micros), of(to, micros)), of.label, to.label);
    }

    /** Microseconds for a step: the median of the turn, because others use the machine too. What leads to it is not measured. */
    private double turn(Work work, LoanCases cases, String name) {
        return switch (work) {
            case PLAIN, EYES -> each(LoanCases.ids(name, steps), cases::few, id -> cases.make(id, "CLOSE", "erin"));
            case QUORUM ->
                each(LoanCases.ids(name, steps), id -> cases.endorsed(id, 1), id -> cases.make(id, "GRANT", "erin"));
            case QUORUM_LATE ->
                each(
                        LoanCases.ids(name, LONG_QUORUMS),
                        id -> cases.endorsed(id, SINCE_ENTERED),
                        id -> cases.make(id, "GRANT", "erin"));
            case PLAIN_LATE, EYES_LATE -> {
                List<Double> micros = new ArrayList<>();
                for (int i = 0; i < steps; i++) {
                    micros.add(micros(() -> cases.make(MANY, "CLOSE", "erin")));
                    cases.make(MANY, "REOPEN", "bob");
                }
                yield Spread.of(micros).median();
            }
        };
    }

    private static double micros(Runnable step) {
        long start = System.nanoTime();
        step.run();
        return (System.nanoTime() - start) / 1e3;
    }

    private interface OfCase {
        void with(String caseId);
    }

    private static double each(List<String> caseIds, OfCase before, OfCase measured) {
        caseIds.forEach(before::with);
        return Spread.of(caseIds.stream()
                        .map(caseId -> micros(() -> measured.with(caseId)))
                        .toList())
                .median();
    }

    /** Steps that enter a state, so that each has an entry in the index; in bulk, where the disk matters least. */
    private void ordinary(Kind kind, DatabaseServer server) throws SQLException {
        Map<Left, HikariDataSource> databases = new EnumMap<>(Left.class);
        Map<Left, LoanCases> cases = new EnumMap<>(Left.class);
        try {
            for (Left left : Left.values()) {
                HikariDataSource database = server.newDatabase();
                databases.put(left, database);
                cases.put(left, new LoanCases(database, Loan.SECOND));
                left.reduce(database, kind);
            }
            Map<Left, List<Double>> micros = rounds(
                    Left.class,
                    kind,
                    (left, round) -> bulk(Objects.requireNonNull(cases.get(left)), left + "-" + round));
            Table table = new Table(
                    "Steps without obligations, " + kind,
                    String.format(
                            Locale.ROOT,
                            "applyAll of %,d requests, 1,000 to a commit, each enters a state; %d rounds, all in turn in each; %s.",
                            requests,
                            rounds,
                            spreadAndDisk()),
                    "tables",
                    "microseconds",
                    "as they are, in ratio to these");
            micros.forEach((left, values) ->
                    table.row(left.label, Spread.of(values), ratio(of(Left.ALL, micros), values)));
            report.add(table);
        } finally {
            databases.values().forEach(HikariDataSource::close);
        }
    }

    private double bulk(LoanCases cases, String name) {
        List<String> caseIds = LoanCases.ids(name, requests / 2);
        cases.open(caseIds);
        long start = System.nanoTime();
        cases.all(caseIds, "SUBMIT");
        cases.all(caseIds, "RETURN");
        return (System.nanoTime() - start) / 1e3 / (2 * caseIds.size());
    }

    private interface Turn<E> {
        double take(E of, int round);
    }

    /** Each goes first in as many rounds as the others. */
    private <E extends Enum<E>> Map<E, List<Double>> rounds(Class<E> type, Kind kind, Turn<E> turn) {
        E[] all = type.getEnumConstants();
        Map<E, List<Double>> micros = new EnumMap<>(type);
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            report.progress(kind + ", " + type.getSimpleName() + ", round " + (round + 1) + " of " + rounds);
            for (int i = 0; i < all.length; i++) {
                E of = all[Math.floorMod(i + round, all.length)];
                double measured = turn.take(of, round);
                if (round >= 0) {
                    micros.computeIfAbsent(of, each -> new ArrayList<>()).add(measured);
                }
            }
        }
        return micros;
    }

    private static <E> List<Double> of(E which, Map<E, List<Double>> values) {
        return Objects.requireNonNull(values.get(which));
    }

    private static Spread ratio(List<Double> of, List<Double> to) {
        return Spread.of(IntStream.range(0, of.size())
                .mapToObj(i -> of.get(i) / to.get(i))
                .toList());
    }

    private String spreadAndDisk() {
        return String.format(Locale.ROOT, "min / **median** / max; on the disk %s", folder);
    }
}
