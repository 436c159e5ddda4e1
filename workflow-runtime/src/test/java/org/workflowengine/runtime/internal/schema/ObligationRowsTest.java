package org.workflowengine.runtime.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.dialect.Dialect;

/**
 * The database itself refuses a step that breaks an obligation, no matter who writes the SQL. Who brought the case into REVIEW, in this
 * version or in version 1, may not make APPROVE. Who opened it may not make CHECK. PAY needs two persons who have made ENDORSE.
 */
class ObligationRowsTest {
    private static final String STATES = "DRAFT, REVIEW, DONE";
    private static final List<String> TRANSITIONS = List.of(
            "DRAFT SUBMIT REVIEW",
            "DRAFT CHECK DONE",
            "REVIEW NOTE REVIEW",
            "REVIEW ENDORSE REVIEW",
            "REVIEW BACK DRAFT",
            "REVIEW APPROVE DONE",
            "REVIEW PAY DONE",
            "(new) (import) REVIEW");

    /** One case in a database, by SQL. */
    private static final class Console implements AutoCloseable {
        final TestDatabase database;
        private final Dialect dialect;
        private final String origin;
        private int seq;
        private int version = 1;
        private String state = "(new)";

        Console(Dialect dialect, TestDatabase database) throws SQLException {
            this.dialect = dialect;
            this.database = database;
            origin = database.rows("SELECT origin_digest FROM workflow_installation")
                    .get(0)
                    .replaceAll("[\\[\\]]", "");
            definition(1, List.of(), 3);
            definition(2, List.of("REVIEW (migrate:1) REVIEW", "DRAFT (migrate:1) DRAFT"), 4);
            for (int each : new int[] {1, 2}) {
                obligation(each, "REVIEW", "APPROVE", "FOUR_EYES", "REVIEW", each, "REVIEW", "NULL");
                obligation(each, "DRAFT", "CHECK", "FOUR_EYES", "DRAFT", each, "DRAFT", "NULL");
                obligation(each, "REVIEW", "PAY", "QUORUM", "ENDORSE", each, "REVIEW", "2");
            }
            obligation(2, "REVIEW", "APPROVE", "FOUR_EYES", "REVIEW", 1, "REVIEW", "NULL");
        }

        static Console on(Dialect dialect) throws SQLException {
            TestDatabase database = SchemaUpgradeTest.fresh(dialect);
            for (String script : List.of("tables.sql", "triggers.sql")) {
                database.script(Script.of(dialect, script).sql());
            }
            return new Console(dialect, database);
        }

        @Override
        public void close() {
            database.close();
        }

        static String graph(int version) {
            return "{\"version\":" + version
                    + (version == 1 ? "" : ",\"migrations\":[{\"fingerprint\":\"" + fingerprint(1) + "\",\"from\":1,}]")
                    + "}";
        }

        static String fingerprint(int version) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(graph(version).getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private void definition(int number, List<String> more, int obligations) throws SQLException {
            database.sql("INSERT INTO workflow_definition (workflow, version, fingerprint, graph, states, transitions,"
                    + " erasable, installed_at, obligations) VALUES ('w', " + number + ", "
                    + database.binary(fingerprint(number)) + ", '" + graph(number) + "', 3, "
                    + (TRANSITIONS.size() + more.size()) + ", TRUE, TIMESTAMP '2026-01-01 00:00:00', " + obligations
                    + ")");
            for (String each : STATES.split(", ")) {
                database.sql("INSERT INTO workflow_state (workflow, version, state, initial, terminal, importable)"
                        + " VALUES ('w', " + number + ", '" + each + "', " + each.equals("DRAFT") + ", "
                        + each.equals("DONE") + ", " + each.equals("REVIEW") + ")");
            }
            List<String> rows = new ArrayList<>(TRANSITIONS);
            rows.addAll(more);
            rows.add("(new) (open) DRAFT");
            rows.add("REVIEW (erase) REVIEW");
            rows.add("DRAFT (erase) DRAFT");
            for (String row : rows) {
                database.sql("INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)"
                        + " VALUES ('w', " + number + ", '" + row.replace(" ", "', '") + "')");
            }
        }

        void obligation(
                int number, String from, String transition, String kind, String subject, int of, String place, String n)
                throws SQLException {
            database.sql("INSERT INTO workflow_obligation (workflow, version, from_state, transition, to_state, kind,"
                    + " subject, of_version, of_state, persons) VALUES ('w', " + number + ", '" + from + "', '"
                    + transition + "', 'DONE', '" + kind + "', '" + subject + "', " + of + ", '" + place + "', " + n
                    + ")");
        }

        private String digest(int of) {
            return of == 0 ? origin : String.format(Locale.ROOT, "%064x", of);
        }

        /** The values of the next step. A name is {@code kind:actor} or {@code kind:actor/principal}. */
        private String values(String transition, String who, String to, String facts) {
            String kind = who.contains(":") ? who.replaceFirst(":.*", "") : "PERSON";
            String[] names = who.replaceFirst(".*:", "").split("/");
            int before = version;
            if (transition.equals("(migrate:1)")) {
                version = 2;
            }
            String values = "('C-1', " + ++seq + ", 'w', " + before + ", " + version + ", "
                    + database.binary(fingerprint(version)) + ", '" + transition + "', '" + state + "', '" + to + "', '"
                    + kind + "', '" + names[0] + "', " + (names.length == 1 ? "NULL" : "'" + names[1] + "'")
                    + ", 'because', '" + facts + "', " + database.binary("00".repeat(16)) + ", "
                    + database.binary("00".repeat(32)) + ", 's', TIMESTAMP '2026-01-01 00:00:00', "
                    + database.binary(digest(seq - 1)) + ", 1, " + database.binary(digest(seq)) + ")";
            state = to;
            return values;
        }

        private static String insert(List<String> rows) {
            return "INSERT INTO workflow_audit (case_id, seq, workflow, from_version, version, fingerprint, transition,"
                    + " from_state, to_state, actor_kind, actor, on_behalf_of, reason, facts, salt, payload_digest, source,"
                    + " recorded_at, previous_digest, format, digest) VALUES "
                    + String.join(", ", rows);
        }

        private String made() {
            return seq == 1
                    ? "INSERT INTO workflow_case (case_id, workflow, version, state, seq, digest, entered_at, moved_at)"
                            + " VALUES ('C-1', 'w', 1, '" + state + "', 1, " + database.binary(digest(1))
                            + ", TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:00')"
                    : "UPDATE workflow_case SET version = " + version + ", state = '" + state + "', seq = " + seq
                            + ", digest = " + database.binary(digest(seq));
        }

        Console step(String transition, String who, String to) throws SQLException {
            String insert = insert(List.of(values(transition, who, to, "{}")));
            database.transaction(insert, made());
            return this;
        }

        /** Of the payload of a step. */
        Console erase(int step) throws SQLException {
            String insert = insert(List.of(values("(erase)", "dpo", state, "{\"ERASED_SEQ\":\"" + step + "\"}")));
            database.transaction(
                    insert,
                    made(),
                    "UPDATE workflow_audit SET salt = NULL, actor = NULL, on_behalf_of = NULL, reason = NULL, facts = NULL"
                            + " WHERE seq = " + step);
            return this;
        }

        /** The next step is refused, and then could still be another. */
        Console refused(String transition, String who, String why) {
            int number = seq;
            String before = state;
            assertThatThrownBy(() -> step(transition, who, "DONE"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("workflow_audit_obliged")
                    .hasMessageContaining(dialect == Dialect.MARIADB ? fixed(why) : why);
            seq = number;
            state = before;
            return this;
        }

        private static String fixed(String why) {
            return why.contains("persons") ? "too few persons" : "not by who brought the case into a state";
        }
    }

    private static final String SAME = "may not be made by who brought the case into REVIEW";
    private static final String NOBODY = "nobody is known to have brought the case into REVIEW";

    private static Console submitted(Dialect dialect, String who) throws SQLException {
        return Console.on(dialect).step("(open)", "olga", "DRAFT").step("SUBMIT", who, "REVIEW");
    }

    @ParameterizedTest
    @EnumSource
    void whoBroughtTheCaseThereIsRefusedUnderEachName(Dialect dialect) throws SQLException {
        try (Console console = submitted(dialect, "alice/carol")) {
            console.refused("APPROVE", "alice", SAME)
                    .refused("APPROVE", "carol", SAME)
                    .refused("APPROVE", "bob/alice", SAME)
                    .refused("APPROVE", "bob/carol", SAME)
                    .refused("APPROVE", "SERVICE:alice", SAME)
                    .refused("APPROVE", "SYSTEM:carol", SAME)
                    .step("APPROVE", "Alice", "DONE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastRealStepCounts(Dialect dialect) throws SQLException {
        try (Console console = submitted(dialect, "alice")) {
            console.step("NOTE", "bob", "REVIEW")
                    .erase(3)
                    .refused("APPROVE", "alice", SAME)
                    .step("BACK", "bob", "DRAFT")
                    .step("SUBMIT", "carol", "REVIEW")
                    .refused("APPROVE", "carol", SAME)
                    .step("APPROVE", "alice", "DONE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOpeningIsARealStep(Dialect dialect) throws SQLException {
        try (Console console = Console.on(dialect).step("(open)", "alice", "DRAFT")) {
            console.refused("CHECK", "alice", "may not be made by who brought the case into DRAFT")
                    .step("CHECK", "bob", "DONE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anImportOrAnErasedStepTellsNobody(Dialect dialect) throws SQLException {
        try (Console console = Console.on(dialect).step("(import)", "alice", "REVIEW")) {
            console.refused("APPROVE", "bob", NOBODY);
        }
        try (Console console = submitted(dialect, "alice").erase(2)) {
            console.refused("APPROVE", "bob", NOBODY)
                    .step("BACK", "bob", "DRAFT")
                    .step("SUBMIT", "bob", "REVIEW")
                    .step("APPROVE", "alice", "DONE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEqualStateOfAnOlderVersionCounts(Dialect dialect) throws SQLException {
        try (Console console = submitted(dialect, "alice")) {
            console.step("(migrate:1)", "migrator", "REVIEW")
                    .refused("APPROVE", "alice", SAME)
                    .step("APPROVE", "migrator", "DONE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoPersonsAreDemanded(Dialect dialect) throws SQLException {
        try (Console console = submitted(dialect, "alice")) {
            console.refused("PAY", "x", "0 of 2 persons have made ENDORSE")
                    .step("ENDORSE", "alice", "REVIEW")
                    .step("ENDORSE", "alice/carol", "REVIEW")
                    .step("ENDORSE", "SERVICE:s1", "REVIEW")
                    .step("ENDORSE", "SERVICE:s2", "REVIEW")
                    .step("NOTE", "bob", "REVIEW")
                    .refused("PAY", "x", "1 of 2 persons have made ENDORSE")
                    .step("ENDORSE", "dora/alice", "REVIEW")
                    .step("PAY", "alice", "DONE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoActorsForOnePrincipalAreOnePerson(Dialect dialect) throws SQLException {
        try (Console console = submitted(dialect, "alice")) {
            console.step("ENDORSE", "alice", "REVIEW")
                    .step("ENDORSE", "bob/alice", "REVIEW")
                    .refused("PAY", "x", "1 of 2 persons have made ENDORSE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsErasedOrBeforeTheEntryOrOfAnOlderVersionDoesNotCount(Dialect dialect) throws SQLException {
        try (Console console = submitted(dialect, "alice")) {
            console.step("ENDORSE", "alice", "REVIEW")
                    .step("ENDORSE", "bob", "REVIEW")
                    .erase(4)
                    .refused("PAY", "x", "1 of 2 persons have made ENDORSE")
                    .step("ENDORSE", "bob", "REVIEW")
                    .step("BACK", "bob", "DRAFT")
                    .step("SUBMIT", "bob", "REVIEW")
                    .refused("PAY", "x", "0 of 2 persons have made ENDORSE")
                    .step("ENDORSE", "alice", "REVIEW")
                    .step("(migrate:1)", "migrator", "REVIEW")
                    .step("ENDORSE", "bob", "REVIEW")
                    .refused("PAY", "x", "1 of 2 persons have made ENDORSE")
                    .step("ENDORSE", "alice", "REVIEW")
                    .step("PAY", "x", "DONE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepsOfOneInsertAreSeenInWhateverOrder(Dialect dialect) throws SQLException {
        for (List<Integer> order : List.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0))) {
            try (Console console = submitted(dialect, "bob").step("BACK", "bob", "DRAFT")) {
                List<String> rows = List.of(
                        console.values("SUBMIT", "alice", "REVIEW", "{}"),
                        console.values("NOTE", "carol", "REVIEW", "{}"),
                        console.values("APPROVE", "alice", "DONE", "{}"));
                // H2 and MariaDB check each row as it comes, and need the one before it: most orders are refused there
                // by a key.
                boolean atTheEnd = dialect == Dialect.POSTGRESQL || order.equals(List.of(0, 1, 2));
                assertThatThrownBy(() -> console.database.sql(
                                Console.insert(order.stream().map(rows::get).toList())))
                        .as(order.toString())
                        .isInstanceOf(SQLException.class)
                        .message()
                        .containsIgnoringCase(atTheEnd ? "workflow_audit_obliged" : "workflow_audit_");
                assertThat(console.database.rows("SELECT COUNT(*) FROM workflow_audit"))
                        .containsExactly("[3]");
            }
        }
    }

    /** What another session may still roll back is believed neither by a trigger nor by a foreign key. */
    @Test
    void onH2NobodyWritesWhoReadsWhatIsNotCommitted() throws SQLException {
        try (Console console = submitted(Dialect.H2, "alice");
                Connection dirty = console.database.dataSource().getConnection();
                Statement statement = dirty.createStatement()) {
            dirty.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            String note = Console.insert(List.of(console.values("NOTE", "bob", "REVIEW", "{}")));
            assertThatThrownBy(() -> statement.execute(note))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("this session reads what is not committed");
            dirty.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            assertThat(statement.executeUpdate(note)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void obligationsAreClosedAndStay(Dialect dialect) throws SQLException {
        try (Console console = Console.on(dialect)) {
            assertThatThrownBy(() -> console.obligation(1, "REVIEW", "BACK", "QUORUM", "NOTE", 1, "REVIEW", "1"))
                    .hasMessageContaining("workflow_obligation_closed");
            assertThatThrownBy(() -> console.database.sql("UPDATE workflow_obligation SET persons = 1"))
                    .hasMessageContaining("workflow_obligation_unchanged");
            assertThatThrownBy(() -> console.database.sql("DELETE FROM workflow_obligation"))
                    .hasMessageContaining("workflow_obligation_kept");
        }
    }

    /** With 20,000 steps behind, a look-up reads by index what counts, and nothing else. */
    @ParameterizedTest
    @EnumSource
    void aLongHistoryIsNotWalked(Dialect dialect) throws SQLException {
        try (Console console = submitted(dialect, "alice")) {
            if (dialect == Dialect.POSTGRESQL) {
                console.database.sql("DROP TRIGGER workflow_audit_made ON workflow_audit");
            }
            for (int chunk = 0; chunk < 40; chunk++) {
                console.database.sql(Console.insert(IntStream.range(0, 500)
                        .mapToObj(i -> console.values("NOTE", "bob", "REVIEW", "{}"))
                        .collect(Collectors.toList())));
            }
            String refused = Console.insert(List.of(console.values("APPROVE", "alice", "DONE", "{}")));
            assertThatThrownBy(() -> console.database.sql(refused))
                    .hasMessageContaining("by who brought the case into");
            console.seq--;
            console.state = "REVIEW";
            String permitted = Console.insert(List.of(console.values("APPROVE", "bob", "DONE", "{}")));
            assertThat(reads(dialect, console, permitted)).isLessThan(100);
        }
    }

    /** How many rows a statement, and what it sets off, has read; of H2 and PostgreSQL, the query of the trigger. */
    private static long reads(Dialect dialect, Console console, String insert) throws SQLException {
        String last =
                " FROM workflow_audit WHERE case_id = 'C-1' AND version = 1 AND to_state = 'REVIEW' AND seq < 20003 AND ";
        try (Connection connection = console.database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            if (dialect == Dialect.POSTGRESQL) {
                statement.execute("ANALYZE workflow_audit");
                String plan = text(
                        statement,
                        "EXPLAIN (ANALYZE, BUFFERS OFF) SELECT salt" + last
                                + "from_state <> to_state AND transition <> '(import)' AND transition NOT LIKE '(migrate:%'"
                                + " ORDER BY seq DESC LIMIT 1");
                assertThat(plan).contains("workflow_audit_entered").doesNotContain("Rows Removed", "Seq Scan", "Sort");
            } else if (dialect == Dialect.H2) {
                String plan = text(
                        statement,
                        "EXPLAIN ANALYZE SELECT seq" + last.replace("to_state", "entered_state")
                                + "TRUE ORDER BY case_id, entered_state, seq DESC LIMIT 1");
                assertThat(plan).containsIgnoringCase("workflow_audit_entered").containsPattern("scanCount: [1-3]\\b");
            }
            if (dialect != Dialect.MARIADB) {
                statement.execute(insert);
                return 0;
            }
            statement.execute("FLUSH STATUS");
            statement.execute(insert);
            return text(statement, "SHOW SESSION STATUS LIKE 'Handler_read%'")
                    .lines()
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (ResultSet rows = statement.executeQuery(query)) {
            int last = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                text.append(rows.getString(last)).append('\n');
            }
        }
        return text.toString();
    }
}
