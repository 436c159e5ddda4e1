package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Checkpoint;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Finding.Subject;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The owner of the tables takes every constraint away and writes what he likes: verification finds it. */
class VerificationTest {
    private static final Decision BY_ALICE = by("alice").because("Zoë has sent the € 500 receipt 📎?");
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final Sealer HMAC = Sealer.hmacSha256("key-1", KEY);

    private final TestDatabase database = TestDatabase.inMemory();
    private WorkflowRuntime runtime;

    /** C-1 is closed after five steps, one of which is erased; C-2 is under review. */
    @BeforeEach
    void twoCases() {
        twoCases(RuntimeOptions.defaults());
    }

    private void twoCases(RuntimeOptions options) {
        runtime = database.runtime(options);
        Engine reviews = Engine.on(runtime);
        reviews.open("C-1", BY_ALICE).orThrow();
        for (String step : List.of("START_REVIEW", "ESCALATE", "APPROVE", "CLOSE")) {
            reviews.fire("C-1", step, ALL_TRUE, BY_ALICE.requestId(step)).orThrow();
        }
        reviews.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
        reviews.open("C-2", BY_ALICE).orThrow().startReview(BY_ALICE).orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aGoodLogIsIntact() {
        assertThat(verdict()).hasToString("intact, 1 erased: 2 cases, 8 entries");
        assertThat(runtime.verification().verify("C-2")).hasToString("intact: 1 cases, 2 entries");
        assertThat(runtime.verification().verify("C-3").findings())
                .containsExactly(new Finding(Subject.CASE, "C-3", 0, "a case", "neither a case nor a step"));
        assertThat(runtime.verification().verify("\0\uD800").isIntact()).isFalse();
    }

    /** One change at a time to one byte of a copy of the good log: each column, each row, each byte; and nothing at all. */
    @Test
    void everyByteOfEveryColumnOfEveryRow() throws Exception {
        unprotect();
        int changes = 0;
        List<String> missed = new ArrayList<>();
        for (String table : List.of(
                "workflow_audit", "workflow_case", "workflow_definition", "workflow_state", "workflow_transition")) {
            for (String column : columns(table)) {
                for (String row : database.rows("SELECT _rowid_ FROM " + table + " ORDER BY _rowid_")) {
                    long rowId = Long.parseLong(row.substring(1, row.length() - 1));
                    for (Object garbage : garbage(table, column, rowId)) {
                        changes++;
                        if (!isReported(table, column, rowId, garbage)) {
                            missed.add(table + "." + column + " of row " + rowId + " as " + garbage);
                        }
                    }
                }
            }
        }
        System.out.println("VerificationTest: " + changes + " changes, " + missed.size() + " missed");
        assertThat(missed).isEmpty();
        assertThat(changes).isGreaterThan(2_000);
        assertThat(verdict().isIntact()).isTrue();
    }

    private boolean isReported(String table, String column, long rowId, Object garbage) throws SQLException {
        String where = " WHERE _rowid_ = " + rowId;
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE " + table + " SET " + column + " = ?" + where)) {
            Object good = value(connection, "SELECT " + column + " FROM " + table + where);
            update.setObject(1, garbage);
            assertThat(update.executeUpdate()).isEqualTo(1);
            boolean reported = !verdict().isIntact();
            update.setObject(1, good);
            update.executeUpdate();
            return reported;
        }
    }

    private List<Object> garbage(String table, String column, long rowId) throws SQLException {
        List<Object> garbage = new ArrayList<>();
        Object good;
        try (Connection connection = database.dataSource().getConnection()) {
            good = value(connection, "SELECT " + column + " FROM " + table + " WHERE _rowid_ = " + rowId);
        }
        if (good == null) {
            // An absent text, number or time that comes into being.
            garbage.add(column.equals("salt") ? new byte[16] : "x");
            return garbage;
        }
        garbage.add(null);
        if (good instanceof byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << (i % 8));
                garbage.add(flipped);
            }
            garbage.add(new byte[0]);
            garbage.add(java.util.Arrays.copyOf(bytes, bytes.length + 1));
        } else if (good instanceof String text) {
            for (int i = 0; i < text.length(); i++) {
                garbage.add(text.substring(0, i) + (char) (text.charAt(i) ^ 1) + text.substring(i + 1));
                if (i % 8 == 0) {
                    garbage.add(text.substring(0, i) + '\uD800' + text.substring(i + 1));
                }
            }
            garbage.add("");
            garbage.add(text + " ");
            garbage.add(text + "\0");
        } else if (good instanceof Boolean flag) {
            garbage.add(!flag);
        } else if (good instanceof Number number) {
            for (int bit = 0; bit < 64; bit++) {
                garbage.add(number.longValue() ^ (1L << bit));
            }
        } else if (good instanceof LocalDateTime time) {
            for (int bit = 0; bit < 50; bit++) {
                garbage.add(time.plusNanos(1L << bit));
            }
            garbage.add(LocalDateTime.of(-99_999, 1, 1, 0, 0));
        }
        assertThat(garbage).hasSizeGreaterThan(1);
        return garbage;
    }

    private static Object value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            Object value = row.getObject(1);
            return value instanceof java.sql.Timestamp
                    ? row.getObject(1, LocalDateTime.class)
                    : value instanceof java.sql.Clob ? row.getString(1) : value;
        }
    }

    @Test
    void rowsTakenOutDoubledSwappedOrReordered() throws Exception {
        unprotect();
        List<String> attacks = List.of(
                "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 1",
                "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3",
                "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 6",
                "DELETE FROM workflow_audit WHERE case_id = 'C-1'",
                "DELETE FROM workflow_audit",
                "INSERT INTO workflow_audit SELECT * FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3",
                "INSERT INTO workflow_audit SELECT * FROM workflow_audit WHERE case_id = 'C-2'",
                "UPDATE workflow_audit SET case_id = CASE case_id WHEN 'C-1' THEN 'C-2' ELSE 'C-1' END WHERE seq = 1",
                "UPDATE workflow_audit SET case_id = 'C-2' WHERE case_id = 'C-1' AND seq = 3",
                "UPDATE workflow_audit SET case_id = 'C-3' WHERE case_id = 'C-2'",
                "UPDATE workflow_audit SET seq = 7 - seq WHERE case_id = 'C-1' AND seq IN (3, 4)",
                "UPDATE workflow_audit SET seq = seq + 1 WHERE case_id = 'C-1'",
                "DELETE FROM workflow_case WHERE case_id = 'C-1'",
                "DELETE FROM workflow_case",
                "INSERT INTO workflow_case SELECT * FROM workflow_case WHERE case_id = 'C-1'",
                "INSERT INTO workflow_case SELECT 'C-9', workflow, version, state, seq, digest, entered_at"
                        + " FROM workflow_case WHERE case_id = 'C-1'",
                "UPDATE workflow_case SET (state, seq, digest) = (SELECT to_state, seq, digest FROM workflow_audit"
                        + " WHERE case_id = 'C-1' AND seq = 3) WHERE case_id = 'C-1'",
                "UPDATE workflow_case SET case_id = CASE case_id WHEN 'C-1' THEN 'C-2' ELSE 'C-1' END",
                "UPDATE workflow_case SET entered_at = (SELECT recorded_at FROM workflow_audit"
                        + " WHERE case_id = 'C-1' AND seq = 6) WHERE case_id = 'C-1'",
                "UPDATE workflow_case SET state = 'CREATED' WHERE case_id = 'C-2'",
                "DELETE FROM workflow_definition",
                "DELETE FROM workflow_state WHERE state = 'CLOSED'",
                "DELETE FROM workflow_transition WHERE transition = '(erase)' AND from_state = 'CLOSED'",
                "DELETE FROM workflow_transition WHERE transition = '(open)'",
                "INSERT INTO workflow_transition VALUES ('case-review', 1, 'CREATED', 'JUMP', 'CLOSED')",
                "INSERT INTO workflow_transition VALUES ('other', 1, 'CREATED', 'JUMP', 'CLOSED')",
                "INSERT INTO workflow_transition SELECT * FROM workflow_transition",
                "INSERT INTO workflow_state VALUES ('case-review', 1, 'LIMBO', FALSE, FALSE)",
                "UPDATE workflow_transition SET to_state = 'CLOSED' WHERE transition = 'START_REVIEW'",
                "INSERT INTO workflow_definition SELECT * FROM workflow_definition",
                "UPDATE workflow_definition SET version = 2",
                "UPDATE workflow_audit SET salt = NULL, actor = NULL, reason = NULL, facts = NULL"
                        + " WHERE case_id = 'C-1' AND seq = 3",
                "UPDATE workflow_audit SET salt = NULL, actor = NULL, reason = NULL, facts = NULL"
                        + " WHERE case_id = 'C-1' AND seq = 6",
                "UPDATE workflow_audit SET reason = NULL WHERE case_id = 'C-1' AND seq = 3",
                "UPDATE workflow_audit SET (salt, actor, reason, facts) = (SELECT salt, actor, reason, facts"
                        + " FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3) WHERE case_id = 'C-1' AND seq = 2",
                "ALTER TABLE workflow_audit DROP COLUMN reason",
                "ALTER TABLE workflow_audit ALTER COLUMN version SET DATA TYPE VARCHAR(99)",
                "ALTER TABLE workflow_audit DROP COLUMN seq",
                "DROP TABLE workflow_case",
                "DROP TABLE workflow_definition",
                "DROP TABLE workflow_audit");
        List<String> missed = new ArrayList<>();
        for (String attack : attacks) {
            database.rows("SCRIPT TO 'memFS:good-" + attack.hashCode() + "'");
            assertThat(database.sql(attack)).as(attack).isGreaterThanOrEqualTo(0);
            Verdict verdict = verdict();
            if (verdict.isIntact()) {
                missed.add(attack);
            }
            assertThat(verdict.faults())
                    .isGreaterThanOrEqualTo(verdict.findings().size());
            database.sql("DROP ALL OBJECTS");
            database.sql("RUNSCRIPT FROM 'memFS:good-" + attack.hashCode() + "'");
            assertThat(verdict().isIntact()).as("restored after " + attack).isTrue();
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void whatIsWrongAndWhere() throws Exception {
        unprotect();
        database.sql("UPDATE workflow_audit SET reason = 'another' WHERE case_id = 'C-1' AND seq = 3");
        database.sql("UPDATE workflow_case SET state = 'CREATED' WHERE case_id = 'C-2'");
        Verdict verdict = verdict();
        assertThat(verdict.faults()).isEqualTo(2);
        assertThat(verdict.findings().get(0))
                .asString()
                .startsWith("\"C-1\" #3: expected payload_digest ")
                .doesNotContain("another");
        assertThat(verdict.findings().get(1))
                .hasToString("\"C-2\" #2: expected the case's state \"UNDER_REVIEW\", found \"CREATED\"");
        assertThat(verdict).asString().startsWith("broken, 2 findings, 1 erased");
    }

    @Test
    void aSealOfAnotherAlgorithmOrKeyFailsClosed() {
        RuntimeOptions keyed = RuntimeOptions.defaults().sealer(HMAC);
        assertThat(database.runtime(keyed).verification().verifyAll().findings())
                .isNotEmpty()
                .allMatch(finding ->
                        finding.expected().equals("a seal that is known, such as HMAC-SHA-256 with key key-1")
                                && finding.found().equals("\"SHA-256\""));
        assertThat(database.runtime(keyed.formerSealers(Sealer.sha256()))
                        .verification()
                        .verifyAll()
                        .isIntact())
                .isTrue();
    }

    @Test
    void aCaseNeverGoesBackToAFormerSeal() {
        RuntimeOptions keyed = RuntimeOptions.defaults().sealer(HMAC).formerSealers(Sealer.sha256());
        WorkflowRuntime current = database.runtime(keyed);
        Engine.on(current).fire("C-2", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
        assertThat(current.verification().verifyAll().isIntact()).isTrue();
        // A node that was forgotten, or somebody without the key.
        Engine.on(runtime).fire("C-2", "APPROVE", ALL_TRUE, BY_ALICE).orThrow();
        assertThat(current.verification().verifyAll().findings())
                .singleElement()
                .hasToString("\"C-2\" #4: expected a seal of HMAC-SHA-256 with key key-1, as before, found SHA-256");
    }

    @Test
    void anotherKeyUnderTheSameIdIsFound() {
        WorkflowRuntime keyed =
                database.runtime(RuntimeOptions.defaults().sealer(HMAC).formerSealers(Sealer.sha256()));
        Engine.on(keyed).open("C-3", BY_ALICE).orThrow();
        Sealer mallory = Sealer.hmacSha256("key-1", new byte[32]);
        WorkflowRuntime other =
                database.runtime(RuntimeOptions.defaults().sealer(mallory).formerSealers(Sealer.sha256()));
        assertThat(other.verification().verify("C-3").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.expected()).startsWith("digest "));
        assertThat(keyed.verification().verify("C-3").isIntact()).isTrue();
    }

    /** Whoever does not have the key can only seal without it. */
    @Test
    void aHistoryWrittenAnewIsFoundByTheKeyOrTheCheckpoint() throws Exception {
        String checkpoint = checkpoint();
        for (String table : List.of(
                "workflow_case", "workflow_audit", "workflow_transition", "workflow_state", "workflow_definition")) {
            database.sql("DELETE FROM " + table);
        }
        twoCases(RuntimeOptions.defaults());
        assertThat(verdict().isIntact())
                .as("nothing shows without key or checkpoint")
                .isTrue();
        assertThat(against(checkpoint).findings()).extracting(Finding::id).containsExactly("C-1", "C-2");
        assertThat(database.runtime(RuntimeOptions.defaults().sealer(HMAC))
                        .verification()
                        .verifyAll()
                        .isIntact())
                .isFalse();
    }

    @Test
    void aTailThatWasCutOffAndACaseThatWasTakenOut() throws Exception {
        String checkpoint = checkpoint();
        assertThat(against(checkpoint).isIntact()).isTrue();
        unprotect();
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-1'");
        database.sql("DELETE FROM workflow_case WHERE case_id = 'C-1'");
        database.sql("DELETE FROM workflow_audit WHERE case_id = 'C-2' AND seq = 2");
        database.sql("UPDATE workflow_case SET (state, seq, digest, entered_at) = (SELECT to_state, seq, digest,"
                + " recorded_at FROM workflow_audit WHERE case_id = 'C-2' AND seq = 1)");
        assertThat(verdict().isIntact())
                .as("nothing shows without a checkpoint")
                .isTrue();
        assertThat(against(checkpoint).findings())
                .extracting(finding -> finding.id() + " #" + finding.seq() + " " + finding.found())
                .containsExactly("C-1 #6 nothing", "C-2 #2 nothing");
    }

    @Test
    void aCheckpointStandsWhileCasesGoOn() throws Exception {
        String checkpoint = checkpoint();
        Engine.on(runtime).fire("C-2", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
        Engine.on(runtime).erase("C-2", 1, BY_ALICE).orThrow();
        Engine.on(runtime).open("C-3 é/%", BY_ALICE).orThrow();
        assertThat(against(checkpoint).isIntact()).isTrue();
        String later = checkpoint();
        assertThat(later).contains("case C-3%20%C3%A9%2F%25 1 ");
        assertThat(against(later).isIntact()).isTrue();
    }

    @Test
    void everyChangeToTheFileOfACheckpointIsFound() throws Exception {
        StringBuilder file = new StringBuilder();
        Checkpoint written = runtime.verification().checkpoint(file);
        assertThat(written.cases()).isEqualTo(2);
        assertThat(written.definitions()).isEqualTo(1);
        assertThat(written.entries()).isEqualTo(8);
        String good = file.toString();
        assertThat(good).endsWith("root " + written.root() + "\n");
        for (int i = 0; i < good.length() - 1; i++) {
            for (char c : new char[] {(char) (good.charAt(i) ^ 1), 'é', '\n'}) {
                if (c != good.charAt(i)) {
                    assertThat(against(good.substring(0, i) + c + good.substring(i + 1))
                                    .isIntact())
                            .as("position " + i + " " + (int) c)
                            .isFalse();
                }
            }
            assertThat(against(good.substring(0, i)).isIntact())
                    .as("cut at " + i)
                    .isFalse();
        }
        assertThat(against(good + "case C-9 1 " + "0".repeat(64) + "\n").isIntact())
                .isFalse();
        assertThat(against("x".repeat(1_000_000)).isIntact()).isFalse();
    }

    @Test
    void aDefinitionOfOnesOwnIsFoundWhereTheTrustedOnesAreKnown() {
        Verification trusting = runtime.verification().trusting(List.of(CaseReview.TABLE.fingerprint()));
        assertThat(trusting.verifyAll().isIntact()).isTrue();
        runtime.authority(CaseReview.table("case-review", 2));
        assertThat(verdict().isIntact()).isTrue();
        assertThat(trusting.verifyAll().findings())
                .extracting(Finding::id, Finding::expected)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("case-review version 2", "a trusted definition"));
    }

    private Verdict verdict() {
        return runtime.verification().verifyAll();
    }

    private String checkpoint() throws IOException {
        StringBuilder file = new StringBuilder();
        runtime.verification().checkpoint(file);
        return file.toString();
    }

    private Verdict against(String checkpoint) throws IOException {
        return runtime.verification().verifyAll(new StringReader(checkpoint), finding -> {}, (entries, all) -> {});
    }

    /** The same rows without keys, checks, generated columns and triggers, in columns that hold anything. */
    private void unprotect() throws SQLException {
        for (String table : List.of(
                "workflow_audit", "workflow_case", "workflow_definition", "workflow_state", "workflow_transition")) {
            database.sql("CREATE TABLE copy AS SELECT * FROM " + table);
            database.sql("DROP TABLE " + table + " CASCADE");
            database.sql("ALTER TABLE copy RENAME TO " + table);
            for (String column : columns(table)) {
                String type = database.rows("SELECT data_type FROM information_schema.columns WHERE table_name = '"
                                + table.toUpperCase(java.util.Locale.ROOT) + "' AND column_name = '"
                                + column.toUpperCase(java.util.Locale.ROOT) + "'")
                        .get(0);
                String wide = switch (type) {
                    case "[CHARACTER VARYING]" -> "VARCHAR(100000)";
                    case "[BINARY]" -> "VARBINARY(1000)";
                    case "[INTEGER]" -> "BIGINT";
                    case "[TIMESTAMP]" -> "TIMESTAMP(9)";
                    default -> "";
                };
                if (!wide.isEmpty()) {
                    database.sql("ALTER TABLE " + table + " ALTER COLUMN " + column + " SET DATA TYPE " + wide);
                }
                database.sql("ALTER TABLE " + table + " ALTER COLUMN " + column + " DROP NOT NULL");
            }
        }
        assertThat(verdict().isIntact()).isTrue();
    }

    /** Those that can be proven: prev_seq is computed, and nothing vouches for when a definition was installed. */
    private List<String> columns(String table) throws SQLException {
        return database
                .rows("SELECT LOWER(column_name) FROM information_schema.columns WHERE table_name = '"
                        + table.toUpperCase(java.util.Locale.ROOT)
                        + "' AND column_name NOT IN ('PREV_SEQ', 'INSTALLED_AT') ORDER BY ordinal_position")
                .stream()
                .map(row -> row.substring(1, row.length() - 1))
                .toList();
    }
}
