package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.DigestChain;

/**
 * Two SQL consoles, one of which may purge, against the schema alone: however their statements interleave, none is accepted that leaves a
 * case beside its tombstone, a step after it, or a case that was set back. What half a purge leaves is found by verification, and is not
 * judged here; nor is, on H2, a step that an old snapshot lets through after half a purge.
 */
class PurgeAttacksIT {
    private static final String COMMIT = "COMMIT";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void noTwoConsolesGetPastTheTriggers(Databases kind) throws Exception {
        try (Run run = Run.whole("consoles that purge", kind.toString());
                TestDatabase database = kind.open(folder)) {
            Consoles consoles = new Consoles(run, database);
            for (Attack attack : Attack.values()) {
                consoles.all(attack);
            }
            run.proven("accepted");
        }
    }

    /** The check is not blind. */
    @ParameterizedTest
    @EnumSource(
            value = Databases.class,
            names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void withoutTriggersTheyDo(Databases kind) throws Exception {
        try (Run run = Run.whole("consoles that purge without triggers", kind.toString());
                TestDatabase database = kind.open(folder)) {
            Consoles consoles = new Consoles(run, database);
            database.dropTriggers();
            List<String> violations = new ArrayList<>();
            for (Attack attack : Attack.values()) {
                violations.addAll(consoles.once(attack, 4, 2));
            }
            assertThat(violations).isNotEmpty();
            run.proven("not found");
        }
    }

    /** What one console says, and what the other one says meanwhile. */
    private enum Attack {
        OPEN_AGAIN,
        OPEN_AGAIN_IN_AN_OLD_SNAPSHOT,
        HOLD_AFTER_THE_TOMBSTONE,
        HOLD_AFTER_HALF_A_PURGE,
        HOLD_IN_AN_OLD_SNAPSHOT,
        SET_BACK,
        BEGIN_ANEW_IN_HALF_A_PURGE,
        END_A_PURGE_IN_AN_OLD_SNAPSHOT,
        REPLACE_A_STEP
    }

    /** Statements in a transaction of that isolation; what fails ends the script. */
    private record Script(int isolation, List<String> statements) {
        static Script of(String... statements) {
            return new Script(Connection.TRANSACTION_READ_COMMITTED, List.of(statements));
        }

        static Script snapshot(String... statements) {
            return new Script(Connection.TRANSACTION_REPEATABLE_READ, List.of(statements));
        }
    }

    private static final class Consoles {
        private final Run run;
        private final TestDatabase database;
        private final Loan.Engine engine;
        private final Journal journal = new Journal();
        private final Installation installation;
        private final Interleaving.Waiting waiting;
        private final List<DataSource> logins = new ArrayList<>();
        private volatile Interleaving current;
        private int made;

        Consoles(Run run, TestDatabase database) throws SQLException {
            this.run = run;
            this.database = database;
            this.engine = Loan.Engine.of(database.runtime(), Loan.SECOND);
            this.waiting = BlockedSessions.of(database);
            for (int caller = 0; caller < 2; caller++) {
                int number = caller;
                logins.add(Intercepted.dataSource(database.pool(), (call, argument, effect) -> {
                    Interleaving now = current;
                    return now == null ? effect.make() : now.around(number, call, effect);
                }));
            }
            try (Connection connection = database.pool().getConnection();
                    PreparedStatement select =
                            connection.prepareStatement("SELECT installation FROM workflow_installation");
                    ResultSet row = select.executeQuery()) {
                row.next();
                installation = Installation.of(row.getBytes(1));
            }
        }

        /** One console is stopped after so many steps, and goes on after so many of the other. */
        void all(Attack attack) throws Exception {
            List<Integer> statements = scripts(attack, "C-0").stream()
                    .map(login -> login.stream()
                            .mapToInt(script -> script.statements.size())
                            .sum())
                    .toList();
            for (int before = 0; before < statements.get(0); before++) {
                for (int others = 1; others <= statements.get(1); others++) {
                    List<String> violations = once(attack, before, others);
                    if (attack != Attack.HOLD_IN_AN_OLD_SNAPSHOT
                            || !database.product().equals("H2")) {
                        assertThat(violations)
                                .as(attack + " " + before + " " + others)
                                .isEmpty();
                    }
                    run.count("interleavings", 1);
                }
            }
        }

        List<String> once(Attack attack, int before, int others) throws Exception {
            String caseId = "C-" + ++made;
            HoldInterleavingsIT.approve(engine, journal, caseId);
            List<Integer> choices = new ArrayList<>(Collections.nCopies(before, 0));
            choices.addAll(Collections.nCopies(others, 1));
            Interleaving interleaving = new Interleaving(2, waiting, choices);
            current = interleaving;
            try {
                List<List<Script>> scripts = scripts(attack, caseId);
                interleaving.run(List.of(() -> say(0, scripts.get(0)), () -> say(1, scripts.get(1))));
            } finally {
                current = null;
            }
            return violations(caseId);
        }

        /** Each script on a connection of its own; the next one goes on where the one before has ended. */
        private boolean say(int caller, List<Script> scripts) throws SQLException {
            for (Script script : scripts) {
                try (Connection connection = logins.get(caller).getConnection()) {
                    connection.setAutoCommit(false);
                    connection.setTransactionIsolation(script.isolation);
                    if (database.product().equals("PostgreSQL")) {
                        // Some of them wait for each other, which PostgreSQL looks for once a second.
                        try (Statement settings = connection.createStatement()) {
                            settings.execute("SET deadlock_timeout = '20ms'");
                        }
                    }
                    try {
                        for (String sql : script.statements) {
                            if (sql.equals(COMMIT)) {
                                connection.commit();
                            } else {
                                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                                    statement.execute();
                                }
                            }
                        }
                    } catch (SQLException refused) {
                        connection.rollback();
                    } finally {
                        connection.setAutoCommit(true);
                    }
                }
            }
            return true;
        }

        private List<List<Script>> scripts(Attack attack, String id) throws SQLException {
            String of = " WHERE case_id = '" + id + "'";
            String locked = "SELECT seq FROM workflow_audit" + of + " AND seq = %s FOR UPDATE";
            String caseGone = "DELETE FROM workflow_case" + of;
            String ended = "UPDATE workflow_tombstone SET case_id = NULL" + of;
            List<String> stepsGone = List.of(
                    "DELETE FROM workflow_audit" + of + " AND seq = 3",
                    "DELETE FROM workflow_audit" + of + " AND seq = 2",
                    "DELETE FROM workflow_audit" + of + " AND seq = 1");
            String everything = "SELECT (SELECT COUNT(*) FROM workflow_audit) + (SELECT COUNT(*) FROM workflow_case)"
                    + " + (SELECT COUNT(*) FROM workflow_tombstone) + (SELECT COUNT(*) FROM workflow_installation)";
            List<String> whole = new ArrayList<>(List.of(tombstone(id), caseGone));
            whole.addAll(stepsGone);
            whole.addAll(List.of(ended, COMMIT));
            List<String> wholeLocked = new ArrayList<>(List.of(locked.formatted(1)));
            wholeLocked.addAll(whole);
            List<String> half = new ArrayList<>(List.of(tombstone(id), COMMIT, caseGone, COMMIT));
            half.addAll(stepsGone);
            half.addAll(List.of(ended, COMMIT));
            String held =
                    "UPDATE workflow_case SET seq = 4, holds = 1, moved_at = (SELECT recorded_at FROM workflow_audit"
                            + of + " AND seq = 4), digest = (SELECT digest FROM workflow_audit" + of + " AND seq = 4)"
                            + of;
            return switch (attack) {
                case OPEN_AGAIN ->
                    List.of(
                            List.of(new Script(Connection.TRANSACTION_READ_COMMITTED, wholeLocked)),
                            List.of(Script.of(opening(id), begun(id), COMMIT)));
                case OPEN_AGAIN_IN_AN_OLD_SNAPSHOT ->
                    List.of(
                            List.of(Script.snapshot(everything, opening(id), begun(id), COMMIT)),
                            List.of(new Script(Connection.TRANSACTION_READ_COMMITTED, whole)));
                case HOLD_AFTER_THE_TOMBSTONE ->
                    List.of(
                            List.of(Script.of(hold(id), held, COMMIT)),
                            List.of(new Script(Connection.TRANSACTION_READ_COMMITTED, half)));
                case HOLD_AFTER_HALF_A_PURGE ->
                    List.of(
                            List.of(new Script(Connection.TRANSACTION_READ_COMMITTED, half)),
                            List.of(Script.of(hold(id), held, COMMIT)));
                case HOLD_IN_AN_OLD_SNAPSHOT ->
                    List.of(
                            List.of(Script.snapshot(everything, hold(id), held, COMMIT)),
                            List.of(Script.of(tombstone(id), COMMIT)));
                case SET_BACK ->
                    List.of(
                            List.of(Script.of(tombstone(id), caseGone, begun(id), COMMIT)),
                            List.of(Script.of(begun(id), COMMIT)));
                case BEGIN_ANEW_IN_HALF_A_PURGE ->
                    List.of(
                            List.of(Script.of(
                                    "SELECT seq FROM workflow_case" + of + " FOR UPDATE",
                                    tombstone(id),
                                    caseGone,
                                    COMMIT)),
                            List.of(Script.of(begun(id), COMMIT)));
                case END_A_PURGE_IN_AN_OLD_SNAPSHOT ->
                    List.of(
                            List.of(
                                    Script.of(tombstone(id), caseGone, stepsGone.get(0), COMMIT),
                                    Script.snapshot(everything, stepsGone.get(1), stepsGone.get(2), ended, COMMIT)),
                            List.of(Script.of(begun(id), COMMIT)));
                case REPLACE_A_STEP ->
                    List.of(
                            List.of(Script.of(locked.formatted(3), tombstone(id), caseGone, COMMIT)),
                            List.of(Script.of(
                                    hold(id).replace(
                                                    "INSERT",
                                                    database.product().equals("MariaDB") ? "REPLACE" : "INSERT")
                                            .replace("SELECT case_id, 4", "SELECT case_id, 3"),
                                    COMMIT)));
            };
        }

        private String digest(String text) {
            return database.binary(DigestChain.ofCase(installation, text + made).hex());
        }

        /** A tombstone that names the third step. */
        private String tombstone(String id) throws SQLException {
            List<String> newest = database.rows("SELECT MAX(seq) FROM workflow_tombstone");
            boolean isFirst = newest.equals(List.of("[null]"));
            String seq = isFirst ? "0" : newest.get(0).replaceAll("[^0-9]", "");
            String previous = isFirst
                    ? "(SELECT origin_digest FROM workflow_installation)"
                    : literal("SELECT digest FROM workflow_tombstone WHERE seq = " + seq);
            return "INSERT INTO workflow_tombstone (seq, case_id, case_hash, workflow, version, state, last_seq, last_digest,"
                    + " bundle_digest, retention_class, actor_kind, actor, reason, source, recorded_at, previous_digest, format,"
                    + " digest) SELECT " + seq + " + 1, case_id, "
                    + database.binary(DigestChain.ofCase(installation, id).hex())
                    + ", workflow, version, to_state, seq, digest, " + digest("bundle")
                    + ", 'r', 'PERSON', 'p', 'why', 's', recorded_at, " + previous + ", 1, " + digest("tombstone")
                    + " FROM workflow_audit WHERE case_id = '" + id + "' AND seq = 3";
        }

        private String literal(String query) throws SQLException {
            try (Connection connection = database.pool().getConnection();
                    PreparedStatement select = connection.prepareStatement(query);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return database.binary(HexFormat.of().formatHex(row.getBytes(1)));
            }
        }

        private String hold(String id) {
            return step(id, "4", "3", "'(hold)'", "to_state", "'{\"MATTER\":\"M-9\"}'", "digest");
        }

        private String opening(String id) {
            return step(id, "1", "1", "transition", "from_state", "facts", "previous_digest");
        }

        /** A step like another one of the same case, but for what is given. */
        private String step(
                String id, String seq, String like, String transition, String from, String facts, String previous) {
            return "INSERT INTO workflow_audit (case_id, seq, workflow, from_version, version, fingerprint, transition, from_state,"
                    + " to_state, actor_kind, actor, reason, facts, salt, payload_digest, source, recorded_at, previous_digest, format,"
                    + " digest) SELECT case_id, " + seq + ", workflow, from_version, version, fingerprint, "
                    + transition + ", " + from
                    + ", to_state, actor_kind, actor, reason, " + facts
                    + ", salt, payload_digest, source, recorded_at, " + previous
                    + ", format, " + digest("step") + " FROM workflow_audit WHERE case_id = '" + id + "' AND seq = "
                    + like;
        }

        /** The case at its first step. */
        private String begun(String id) {
            return "INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at, holds)"
                    + " SELECT case_id, workflow, version, to_state, 1, digest, recorded_at, recorded_at, 0 FROM workflow_audit"
                    + " WHERE case_id = '" + id + "' AND seq = 1";
        }

        /** What no transaction may leave. */
        private List<String> violations(String id) throws SQLException {
            String hash = database.binary(DigestChain.ofCase(installation, id).hex());
            List<String> violations = new ArrayList<>();
            look(
                    violations,
                    "something is left of a purged case, or was opened again",
                    "SELECT 1 FROM workflow_tombstone WHERE case_id IS NULL AND case_hash = " + hash
                            + " AND (EXISTS (SELECT 1 FROM workflow_case WHERE case_id = '" + id + "')"
                            + " OR EXISTS (SELECT 1 FROM workflow_audit WHERE case_id = '" + id + "'))");
            look(
                    violations,
                    "a step follows the tombstone",
                    "SELECT 1 FROM workflow_tombstone t JOIN workflow_audit a ON a.case_id = t.case_id AND a.seq > t.last_seq"
                            + " WHERE t.case_id = '" + id + "'");
            look(
                    violations,
                    "a case that is being purged is not where its tombstone says",
                    "SELECT 1 FROM workflow_tombstone t JOIN workflow_case c ON c.case_id = t.case_id"
                            + " WHERE t.case_id = '" + id + "' AND c.seq <> t.last_seq");
            look(
                    violations,
                    "a step was replaced",
                    "SELECT 1 FROM workflow_audit WHERE case_id = '" + id
                            + "' AND seq = 3 AND transition <> 'APPROVE'");
            look(
                    violations,
                    "a case has no such step",
                    "SELECT 1 FROM workflow_case c WHERE c.case_id = '" + id
                            + "' AND c.seq <> (SELECT COUNT(*) FROM workflow_audit a"
                            + " WHERE a.case_id = c.case_id AND a.seq <= c.seq)");
            return violations;
        }

        private void look(List<String> violations, String what, String query) throws SQLException {
            if (!database.rows(query).isEmpty()) {
                violations.add(what);
            }
        }
    }
}
