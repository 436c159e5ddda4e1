package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Verdict;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The owner of an H2 database takes every constraint away and changes any byte that he likes: verification finds it. */
class VerificationTest {
    private static final Decision BY_ALICE = by("alice").because("Zoë has sent the € 500 receipt 📎?");

    private final TestDatabase database = TestDatabase.inMemory();
    private WorkflowRuntime runtime;

    /** C-1 is closed after five steps, one of which is erased; C-2 is under review. */
    @BeforeEach
    void twoCases() {
        runtime = database.runtime(RuntimeOptions.defaults().sealer(Sealer.hmacSha256("key-1", new byte[32])));
        Engine reviews = Engine.on(runtime);
        reviews.open("C-1", BY_ALICE).orThrow();
        for (String step : List.of("START_REVIEW", "ESCALATE", "APPROVE", "CLOSE")) {
            reviews.fire("C-1", step, ALL_TRUE, BY_ALICE.requestId(step)).orThrow();
        }
        reviews.erase("C-1", 2, by("dpo").because("article 17")).orThrow();
        reviews.open("C-2", BY_ALICE)
                .orThrow()
                .startReview(BY_ALICE.onBehalfOf("bob")
                        .occurredAt(Instant.parse("2026-02-28T12:00:00Z"))
                        .evidence("rules", "{\"version\":7,\"hits\":[\"R-1\"]}"))
                .orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** One change at a time to one byte of a copy of the good log: each column, each row, each byte; and nothing at all. */
    @Test
    void everyByteOfEveryColumnOfEveryRow() throws Exception {
        unprotect();
        int changes = 0;
        List<String> missed = new ArrayList<>();
        for (String table : List.of(
                "workflow_audit",
                "workflow_case",
                "workflow_definition",
                "workflow_state",
                "workflow_transition",
                "workflow_obligation",
                "workflow_installation")) {
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
            garbage.add(
                    switch (column) {
                        case "salt", "seal" -> new byte[16];
                        case "occurred_at" -> LocalDateTime.of(2026, 3, 1, 12, 0);
                        default -> "x";
                    });
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

    private Verdict verdict() {
        return runtime.verification().verifyAll();
    }

    /** The same rows without keys, checks, generated columns and triggers, in columns that hold anything. */
    private void unprotect() throws SQLException {
        for (String table : List.of(
                "workflow_audit",
                "workflow_case",
                "workflow_definition",
                "workflow_state",
                "workflow_transition",
                "workflow_obligation",
                "workflow_installation")) {
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

    /** Those that can be proven: some are computed, and nothing vouches for when a definition was installed. */
    private List<String> columns(String table) throws SQLException {
        return database
                .rows(
                        "SELECT LOWER(column_name) FROM information_schema.columns WHERE table_name = '"
                                + table.toUpperCase(java.util.Locale.ROOT)
                                + "' AND column_name NOT IN ('PREV_SEQ', 'ENTERED_STATE', 'IMPORTED_INTO', 'ONLY_ROW', 'INSTALLED_AT') ORDER BY ordinal_position")
                .stream()
                .map(row -> row.substring(1, row.length() - 1))
                .toList();
    }
}
