package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.proof.Journal.Answer;
import org.workflowengine.proof.Journal.Verdict;
import org.workflowengine.proof.Reviews.Engine;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.WorkflowTransaction;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.engine.AuditEntries;

/**
 * Several clients are at work on an H2 file, and every one of its writes is recorded. The process could have died at each of them:
 * the file is then opened as it would have been left, and must hold all that was acknowledged by that time and no half transition. In an
 * ordinary build that is after every second write, with {@code -Psoak} after each.
 */
class DeathAtEachWriteIT {
    private static final int CLIENTS = 2;
    private static final int REQUESTS = 200;

    /** H2 takes them down one after the other: the more there are, the more can happen meanwhile. */
    private static final int OTHER_TABLES = 150;

    /** Without turns one death in some hundreds is found; here are that many rounds of some four hundred. */
    private static final int ENOUGH_TO_FIND_A_FAULT = 40;

    @TempDir
    private Path folder;

    /** What a client has sent and been told, and how many writes there had been then. */
    private record Exchange(int sent, Client.Request request, int answered, Answer answer) {}

    @Test
    void ofTheEngine() throws Exception {
        try (Run run = Run.whole("death at each write", Databases.H2_FILE.toString())) {
            for (int round = 0; round < run.times(1); round++) {
                assertThat(violations(
                                run,
                                folder.resolve("reviews" + round),
                                round,
                                database -> Sending.alone(Engine.on(database.runtime()))))
                        .isEmpty();
            }
            // Each has been written at least once.
            assertThat(run.counted("writes"))
                    .isGreaterThan(run.counted("acknowledged"))
                    .isPositive();
            run.proven("lost acknowledgements");
            run.proven("half transitions");
        }
    }

    /** A layer writes a row of its own beside each step, in one transaction: both are there after each death, or neither is. */
    @Test
    void ofALayerThatWritesBesideTheEngine() throws Exception {
        try (Run run = Run.whole("death at each write of a layer", Databases.H2_FILE.toString())) {
            for (int round = 0; round < run.times(1); round++) {
                assertThat(violations(run, folder.resolve("layer" + round), round, DeathAtEachWriteIT::inTransaction))
                        .isEmpty();
            }
            assertThat(run.counted("writes"))
                    .isGreaterThan(run.counted("acknowledged"))
                    .isPositive();
            assertThat(run.counted("rows of the layer seen")).isPositive();
            run.proven("lost acknowledgements");
            run.proven("half transitions");
            run.proven("rows without their step");
        }
    }

    private static Sending inTransaction(TestDatabase database) throws Exception {
        database.sql("CREATE TABLE layer_row (case_id VARCHAR(64), seq BIGINT, PRIMARY KEY (case_id, seq))");
        WorkflowRuntime runtime = database.runtime();
        return new Sending(
                Engine.on(runtime),
                request -> runtime.inTransaction(transaction -> beside(transaction, request)),
                true);
    }

    private static Outcome<?> beside(WorkflowTransaction transaction, Client.Request request) {
        Outcome<?> outcome = request.send(Engine.on(transaction));
        if (outcome instanceof Applied<?> applied && !applied.replayed()) {
            try (PreparedStatement insert =
                    transaction.connection().prepareStatement("INSERT INTO layer_row (case_id, seq) VALUES (?, ?)")) {
                insert.setString(1, request.caseId());
                insert.setLong(2, applied.seq());
                insert.executeUpdate();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
        return outcome;
    }

    /** The same with a store that takes no turns. Should H2 mend this one day, turns are no longer needed. */
    @Test
    void ofAnEngineThatTakesNoTurnsIsFound() throws Exception {
        try (Run run = Run.whole("death at each write without turns", Databases.H2_FILE.toString())) {
            List<String> violations = List.of();
            for (int round = 0; violations.isEmpty() && round < ENOUGH_TO_FIND_A_FAULT; round++) {
                violations = violations(run, folder.resolve("naive" + round), round, DeathAtEachWriteIT::takingNoTurns);
            }
            assertThat(violations).isNotEmpty();
            System.out.println("  " + violations);
            run.proven("not found");
        }
    }

    private static Sending takingNoTurns(TestDatabase database) throws Exception {
        for (String table : NaiveStore.tables(PlantedFault.NONE)) {
            database.sql(table);
        }
        AuditEntries entries =
                new AuditEntries("proof", InstantSource.system(), new SecureRandom(), NaiveStore.INSTALLATION, null);
        NaiveStore store = new NaiveStore(database.pool(), PlantedFault.NONE, new Random());
        return Sending.alone(Engine.on(new OnStore(store, entries)));
    }

    /**
     * How clients send.
     *
     * @param reviews what they look at cases with
     * @param way sends a request
     * @param hasLayer whether a row of a layer is written beside each step
     */
    private record Sending(Engine reviews, Function<Client.Request, Outcome<?>> way, boolean hasLayer) {
        static Sending alone(Engine reviews) {
            return new Sending(reviews, request -> request.send(reviews), false);
        }
    }

    private interface Maker {
        Sending on(TestDatabase database) throws Exception;
    }

    /** What is violated after the first write that leaves anything wrong. */
    private static List<String> violations(Run run, Path path, int round, Maker maker) throws Exception {
        try (RecordedFile file = RecordedFile.at(path)) {
            int first;
            boolean hasLayer;
            List<List<Exchange>> exchanges;
            try (TestDatabase database = TestDatabase.at(file.url())) {
                for (int number = 0; number < OTHER_TABLES; number++) {
                    database.sql("CREATE TABLE other_" + number + " (id INT)");
                }
                Sending sending = maker.on(database);
                hasLayer = sending.hasLayer();
                first = file.size();
                exchanges = work(run, round, sending, file);
            }
            run.count("writes", file.size() - first);
            List<String> violations = new ArrayList<>();
            Invariants invariants = new Invariants(file.left(), Reviews.DEFINITION);
            int oneIn = run.oneIn(2);
            file.dieAfterEach(first + run.random(round).nextInt(oneIn), oneIn, size -> {
                if (violations.isEmpty()) {
                    for (String violation : violations(run, file, hasLayer, invariants, journal(exchanges, size))) {
                        violations.add("after write " + size + ": " + violation);
                    }
                    run.count("deaths", 1);
                }
            });
            return violations;
        }
    }

    /** Also the keys of a table can be kept without the row: then H2 cannot read it. */
    private static List<String> violations(
            Run run, RecordedFile file, boolean hasLayer, Invariants invariants, Journal journal) {
        try {
            if (!hasLayer) {
                return invariants.violations(journal);
            }
            // Opened once: each opening writes, and the next death is of this file.
            try (Connection connection = file.left().getConnection()) {
                List<String> violations = new ArrayList<>(invariants.violations(journal));
                violations.addAll(rowsWithoutTheirStep(run, connection));
                return violations;
            }
        } catch (SQLException e) {
            return List.of("cannot be read: " + e);
        }
    }

    /** A layer has one row for each step, and no other. */
    private static List<String> rowsWithoutTheirStep(Run run, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Set<String> steps = keys(statement, "workflow_audit");
            Set<String> rows = keys(statement, "layer_row");
            run.count("rows of the layer seen", rows.size());
            List<String> violations = new ArrayList<>();
            for (String step : steps) {
                if (!rows.remove(step)) {
                    violations.add(step + " is only in the history");
                }
            }
            rows.forEach(row -> violations.add(row + " is only in the layer"));
            return violations;
        }
    }

    private static Set<String> keys(Statement statement, String table) throws SQLException {
        Set<String> keys = new TreeSet<>();
        try (ResultSet row = statement.executeQuery("SELECT case_id, seq FROM " + table)) {
            while (row.next()) {
                keys.add(row.getString(1) + " #" + row.getLong(2));
            }
        }
        return keys;
    }

    private static List<List<Exchange>> work(Run run, int round, Sending sending, RecordedFile file) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<Exchange>>> clients = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) {
                Random random = run.random(CLIENTS * round + number);
                Client client = new Client("client" + number, "case-", sending.reviews(), new Journal(), random, false);
                clients.add(threads.submit(() -> {
                    List<Exchange> exchanges = new ArrayList<>();
                    for (int i = 0; i < REQUESTS; i++) {
                        Client.Request request = client.choose();
                        int sent = file.size();
                        Answer answer = client.send(request, sending.way());
                        exchanges.add(new Exchange(sent, request, file.size(), answer));
                        boolean isNew = answer.verdict() == Verdict.APPLIED && !answer.replayed();
                        run.count(isNew ? "acknowledged" : "refused or replayed", 1);
                    }
                    return exchanges;
                }));
            }
            List<List<Exchange>> exchanges = new ArrayList<>();
            for (Future<List<Exchange>> client : clients) {
                exchanges.add(client.get());
            }
            return exchanges;
        } finally {
            threads.shutdownNow();
        }
    }

    /** What everybody had been told when there had been so many writes. */
    private static Journal journal(List<List<Exchange>> exchanges, int size) {
        Journal journal = new Journal();
        for (List<Exchange> client : exchanges) {
            for (Exchange one : client) {
                if (one.sent() > size) {
                    break;
                }
                Answer answer = one.answer();
                if (one.answered() <= size && answer.verdict() == Verdict.APPLIED) {
                    journal.acknowledged(one.request(), answer.seq(), answer.digest());
                } else {
                    journal.answered(one.request(), one.answered() <= size ? answer.verdict() : Verdict.NONE);
                }
            }
        }
        return journal;
    }
}
