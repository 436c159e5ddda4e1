package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Somebody with a SQL console tries to make a case say what did not happen; each plain constraint refuses its own lie. */
class SchemaConstraintsTest {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final String SOME_DIGEST = "X'" + "ab".repeat(32) + "'";
    private static final String ZERO = "X'" + "00".repeat(32) + "'";

    private final TestDatabase database = TestDatabase.inMemory();

    /** C-1 is under review at step 2; version 2 of the same workflow is installed too. */
    @BeforeEach
    void aCaseUnderReview() {
        WorkflowRuntime runtime = database.runtime();
        runtime.authority(CaseReview.table("case-review", 2));
        Engine.on(runtime)
                .open("C-1", BY_ALICE)
                .orThrow()
                .startReview(BY_ALICE.requestId("R-1"))
                .orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aStepThatContinuesTheHistoryIsTaken() throws SQLException {
        assertThat(insertStep(Map.of())).isEqualTo(1);
    }

    @Test
    void aGapInTheHistory() {
        refused("WORKFLOW_AUDIT_CHAIN", () -> insertStep(Map.of("seq", "4")));
    }

    @Test
    void aForkOfTheHistory() {
        refused("PRIMARY", () -> insertStep(Map.of("seq", "2")));
    }

    @Test
    void aStepBeforeTheFirst() {
        refused(
                "WORKFLOW_AUDIT_SEQ",
                () -> insertStep(Map.of(
                        "seq", "0", "from_state", "'(new)'", "transition", "'(open)'", "to_state", "'CREATED'")));
    }

    @Test
    void aStepThatDoesNotContinueTheOneBefore() {
        refused("WORKFLOW_AUDIT_CHAIN", () -> insertStep(Map.of("from_state", "'ESCALATED'")));
        refused("WORKFLOW_AUDIT_CHAIN", () -> insertStep(Map.of("previous_digest", SOME_DIGEST)));
        refused("WORKFLOW_AUDIT_CHAIN", () -> insertStep(Map.of("from_version", "2")));
        refused("WORKFLOW_AUDIT", () -> insertStep(Map.of("workflow", "'claim-review'")));
        refused("WORKFLOW_AUDIT_CHAIN", () -> insertStep(Map.of("case_id", "'C-2'")));
    }

    @Test
    void aStepThatTheDefinitionDoesNotPermit() {
        refused("WORKFLOW_AUDIT_LEGAL", () -> insertStep(Map.of("to_state", "'CLOSED'")));
        refused("WORKFLOW_AUDIT_LEGAL", () -> insertStep(Map.of("transition", "'CLOSE'")));
        refused("WORKFLOW_AUDIT_LEGAL", () -> insertStep(Map.of("version", "3")));
    }

    @Test
    void aCaseBornInTheMiddleOfTheGraph() {
        refused("WORKFLOW_AUDIT_OPENING", () -> insertStep(Map.of("case_id", "'C-2'", "seq", "1")));
    }

    @Test
    void aSecondOpening() {
        refused(
                "WORKFLOW_AUDIT_OPENING",
                () -> insertStep(Map.of("from_state", "'(new)'", "transition", "'(open)'", "to_state", "'CREATED'")));
    }

    @Test
    void anOpeningThatContinuesSomething() throws SQLException {
        Map<String, String> opening = Map.of(
                "case_id", "'C-2'",
                "seq", "1",
                "from_state", "'(new)'",
                "transition", "'(open)'",
                "to_state", "'CREATED'",
                "previous_digest", ZERO);
        refused("WORKFLOW_AUDIT_OPENING_DIGEST", () -> insertStep(with(opening, "previous_digest", SOME_DIGEST)));
        refused("WORKFLOW_AUDIT_OPENING_VERSION", () -> insertStep(with(opening, "from_version", "2")));
        assertThat(insertStep(opening)).isEqualTo(1);
    }

    @Test
    void anActorOfNoKind() {
        refused("WORKFLOW_AUDIT_ACTOR_KIND", () -> insertStep(Map.of("actor_kind", "'ROBOT'")));
    }

    @Test
    void halfAPayload() throws SQLException {
        for (String part : List.of("actor", "reason", "facts", "salt")) {
            refused("WORKFLOW_AUDIT_PAYLOAD", () -> insertStep(Map.of(part, "NULL")));
        }
        assertThat(insertStep(Map.of("actor", "NULL", "reason", "NULL", "facts", "NULL", "salt", "NULL")))
                .isEqualTo(1);
    }

    @Test
    void theSameRequestTwice() {
        refused("WORKFLOW_AUDIT_REQUEST", () -> insertStep(Map.of("request_id", "'R-1'")));
    }

    @Test
    void nothingWhereSomethingMustBe() throws SQLException {
        List<String> nullable = List.of("actor", "reason", "facts", "salt", "request_id", "key_id", "prev_seq");
        for (String column : columns("WORKFLOW_AUDIT")) {
            if (!nullable.contains(column)) {
                refused("NULL", () -> insertStep(Map.of(column, "NULL")));
            }
        }
    }

    @Test
    void moreThanFits() {
        refused("too long", () -> insertStep(Map.of("request_id", "'" + "x".repeat(65) + "'")));
        refused("too long", () -> insertStep(Map.of("reason", "'" + "x".repeat(2001) + "'")));
        refused("too long", () -> insertStep(Map.of("salt", "X'" + "00".repeat(17) + "'")));
        refused("too long", () -> insertStep(Map.of("digest", "X'" + "00".repeat(33) + "'")));
    }

    @Test
    void aHistoryWithStepsTakenOut() {
        refused("WORKFLOW_AUDIT_CHAIN", () -> database.sql("DELETE FROM workflow_audit WHERE seq = 1"));
        refused("WORKFLOW_CASE_AUDIT", () -> database.sql("DELETE FROM workflow_audit WHERE seq = 2"));
        refused("WORKFLOW_AUDIT_CHAIN", () -> database.sql("UPDATE workflow_audit SET case_id = 'C-9' WHERE seq = 1"));
        refused(
                "WORKFLOW_CASE_AUDIT",
                () -> database.sql("UPDATE workflow_audit SET digest = " + SOME_DIGEST + " WHERE seq = 2"));
    }

    @Test
    void aStateWithoutItsAuditRow() {
        refused("WORKFLOW_CASE_AUDIT", () -> database.sql("UPDATE workflow_case SET state = 'CLOSED'"));
        refused("WORKFLOW_CASE_AUDIT", () -> database.sql("UPDATE workflow_case SET seq = 3"));
        refused("WORKFLOW_CASE_AUDIT", () -> database.sql("UPDATE workflow_case SET digest = " + SOME_DIGEST));
        refused("WORKFLOW_CASE_AUDIT", () -> database.sql("UPDATE workflow_case SET version = 2"));
        refused("WORKFLOW_CASE_AUDIT", () -> database.sql("UPDATE workflow_case SET workflow = 'claim-review'"));
        refused(
                "WORKFLOW_CASE_AUDIT",
                () -> database.sql(
                        "INSERT INTO workflow_case SELECT 'C-2', workflow, version, state, seq, digest, entered_at FROM workflow_case"));
        refused("PRIMARY", () -> database.sql("INSERT INTO workflow_case SELECT * FROM workflow_case"));
    }

    @Test
    void aLegalTableMadeToFit() {
        refused(
                "WORKFLOW_AUDIT_LEGAL",
                () -> database.sql(
                        "DELETE FROM workflow_transition WHERE version = 1 AND transition = 'START_REVIEW'"));
        refused(
                "WORKFLOW_AUDIT_LEGAL",
                () -> database.sql(
                        "UPDATE workflow_transition SET to_state = 'CLOSED' WHERE version = 1 AND transition = 'START_REVIEW'"));
        refused(
                "PRIMARY",
                () -> database.sql(
                        "INSERT INTO workflow_transition VALUES ('case-review', 1, 'CREATED', 'START_REVIEW', 'CLOSED')"));
        refused(
                "WORKFLOW_TRANSITION_TO",
                () -> database.sql(
                        "INSERT INTO workflow_transition VALUES ('case-review', 1, 'CREATED', 'JUMP', 'NOWHERE')"));
        refused(
                "WORKFLOW_TRANSITION_OPENING",
                () -> database.sql(
                        "INSERT INTO workflow_transition VALUES ('case-review', 1, '(new)', 'JUMP', 'CLOSED')"));
        refused(
                "WORKFLOW_TRANSITION_OPENING",
                () -> database.sql(
                        "INSERT INTO workflow_transition VALUES ('case-review', 1, 'CREATED', '(open)', 'CLOSED')"));
        refused(
                "PRIMARY",
                () -> database.sql(
                        "INSERT INTO workflow_transition VALUES ('case-review', 1, '(new)', '(open)', 'CLOSED')"));
        refused(
                "WORKFLOW_STATE_NOT_NEW",
                () -> database.sql("INSERT INTO workflow_state VALUES ('case-review', 1, '(new)', FALSE, FALSE)"));
        refused("WORKFLOW_TRANSITION_TO", () -> database.sql("DELETE FROM workflow_state WHERE state = 'CLOSED'"));
        refused("WORKFLOW_STATE_DEFINITION", () -> database.sql("DELETE FROM workflow_definition"));
        refused(
                "WORKFLOW_STATE_DEFINITION",
                () -> database.sql("INSERT INTO workflow_state VALUES ('case-review', 3, 'CREATED', TRUE, FALSE)"));
        refused(
                "WORKFLOW_DEFINITION_VERSION",
                () -> database.sql("INSERT INTO workflow_definition VALUES ('case-review', 0, " + ZERO
                        + ", '{}', CURRENT_TIMESTAMP)"));
        refused("PRIMARY", () -> database.sql("INSERT INTO workflow_definition SELECT * FROM workflow_definition"));
    }

    /** The star of design 04: the keys leave room for a step that takes a case to a new version of its definition. */
    @Test
    void aMoveToANewVersionCanBeExpressed() throws SQLException {
        database.sql(
                "INSERT INTO workflow_transition VALUES ('case-review', 2, 'UNDER_REVIEW', '(migrate)', 'UNDER_REVIEW')");
        assertThat(insertStep(Map.of("version", "2", "transition", "'(migrate)'", "to_state", "'UNDER_REVIEW'")))
                .isEqualTo(1);
        assertThat(database.sql("UPDATE workflow_case SET seq = 3, version = 2, digest = " + SOME_DIGEST))
                .isEqualTo(1);
    }

    private interface Attempt {
        int run() throws SQLException;
    }

    private void refused(String constraint, Attempt attempt) {
        try {
            List<String> before = database.content();
            assertThatThrownBy(attempt::run).isInstanceOf(SQLException.class).hasMessageContaining(constraint);
            assertThat(database.content()).isEqualTo(before);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Copies step 2 into a legal step 3 (REJECT), but for the given columns. */
    private int insertStep(Map<String, String> otherwise) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String column : columns("WORKFLOW_AUDIT")) {
            values.put(column, column);
        }
        values.remove("prev_seq");
        values.putAll(Map.of(
                "seq", "3",
                "from_state", "to_state",
                "from_version", "version",
                "transition", "'REJECT'",
                "to_state", "'REJECTED'",
                "previous_digest", "digest",
                "digest", SOME_DIGEST,
                "request_id", "NULL"));
        values.putAll(otherwise);
        return database.sql("INSERT INTO workflow_audit (" + String.join(", ", values.keySet()) + ") SELECT "
                + String.join(", ", values.values()) + " FROM workflow_audit WHERE seq = 2");
    }

    private List<String> columns(String table) throws SQLException {
        return database
                .rows("SELECT column_name FROM information_schema.columns WHERE table_name = '" + table
                        + "' ORDER BY ordinal_position")
                .stream()
                .map(row -> row.substring(1, row.length() - 1).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Map<String, String> with(Map<String, String> values, String column, String value) {
        Map<String, String> copy = new LinkedHashMap<>(values);
        copy.put(column, value);
        return copy;
    }
}
