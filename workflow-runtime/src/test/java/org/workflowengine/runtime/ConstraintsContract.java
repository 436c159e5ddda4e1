package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Somebody with a SQL console tries to make a case say what did not happen; each plain constraint refuses its own lie. */
abstract class ConstraintsContract extends SqlConsole {
    ConstraintsContract(Supplier<TestDatabase> databases) {
        super(databases);
    }

    @BeforeEach
    void theConstraintsAlone() throws SQLException {
        database.dropTriggers();
    }

    @Test
    void aStepThatContinuesTheHistoryIsTaken() throws SQLException {
        assertThat(insertStep(Map.of())).isEqualTo(1);
    }

    @Test
    void aGapInTheHistory() throws SQLException {
        refused("workflow_audit_chain", () -> insertStep(Map.of("seq", "4")));
    }

    @Test
    void aForkOfTheHistory() throws SQLException {
        refused("workflow_audit_key", () -> insertStep(Map.of("seq", "2")));
    }

    @Test
    void aStepBeforeTheFirst() throws SQLException {
        refused("workflow_audit_seq", () -> insertStep(Map.of("seq", "0", "previous_digest", zero)));
    }

    @Test
    void moreStepsThanACaseCanHave() throws SQLException {
        refused("workflow_audit_seq", () -> insertStep(Map.of("seq", "2147483648")));
    }

    @Test
    void aStepThatDoesNotContinueTheOneBefore() throws SQLException {
        refused("workflow_audit_chain", () -> insertStep(Map.of("from_state", "'ESCALATED'")));
        refused("workflow_audit_chain", () -> insertStep(Map.of("previous_digest", someDigest)));
        refused("workflow_audit_chain", () -> insertStep(Map.of("from_version", "2")));
        refused("workflow_audit_", () -> insertStep(Map.of("workflow", "'claim-review'")));
        refused("workflow_audit_chain", () -> insertStep(Map.of("case_id", "'C-2'")));
    }

    @Test
    void aStepThatTheDefinitionDoesNotPermit() throws SQLException {
        refused("workflow_audit_legal", () -> insertStep(Map.of("to_state", "'CLOSED'")));
        refused("workflow_audit_legal", () -> insertStep(Map.of("transition", "'CLOSE'")));
        refused("workflow_audit_legal", () -> insertStep(Map.of("version", "3")));
    }

    @Test
    void aCaseBornInTheMiddleOfTheGraph() throws SQLException {
        refused("workflow_audit_opening", () -> insertStep(Map.of("case_id", "'C-2'", "seq", "1")));
    }

    @Test
    void aSecondOpening() throws SQLException {
        refused(
                "workflow_audit_opening",
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
                "previous_digest", zero);
        refused("workflow_audit_opening_digest", () -> insertStep(with(opening, "previous_digest", someDigest)));
        refused("workflow_audit_opening_version", () -> insertStep(with(opening, "from_version", "2")));
        assertThat(insertStep(opening)).isEqualTo(1);
    }

    @Test
    void aFormatThatDoesNotExist() throws SQLException {
        refused("workflow_audit_format", () -> insertStep(Map.of("format", "2")));
    }

    @Test
    void anActorOfNoKind() throws SQLException {
        refused("workflow_audit_actor_kind", () -> insertStep(Map.of("actor_kind", "'ROBOT'")));
    }

    @Test
    void halfAPayload() throws SQLException {
        for (String part : List.of("actor", "reason", "facts", "salt")) {
            refused("workflow_audit_payload", () -> insertStep(Map.of(part, "NULL")));
        }
        assertThat(insertStep(Map.of("actor", "NULL", "reason", "NULL", "facts", "NULL", "salt", "NULL")))
                .isEqualTo(1);
    }

    @Test
    void anErasureThatHidesItself() throws SQLException {
        Map<String, String> erasure = Map.of("transition", "'(erase)'", "to_state", "to_state");
        refused(
                "workflow_audit_erasure",
                () -> insertStep(with(
                        with(with(with(erasure, "actor", "NULL"), "reason", "NULL"), "facts", "NULL"),
                        "salt",
                        "NULL")));
        refused(
                "workflow_audit_erasure",
                () -> insertStep(with(with(erasure, "from_version", "2"), "previous_digest", "digest")));
        assertThat(insertStep(erasure)).isEqualTo(1);
    }

    @Test
    void theSameRequestTwice() throws SQLException {
        refused("workflow_audit_request", () -> insertStep(Map.of("request_id", "'R-1'")));
    }

    @Test
    void nothingWhereSomethingMustBe() throws SQLException {
        List<String> nullable = List.of("actor", "reason", "facts", "salt", "request_id", "key_id", "prev_seq");
        for (String column : database.columns("workflow_audit")) {
            if (!nullable.contains(column)) {
                refused(column, () -> insertStep(Map.of(column, "NULL")));
            }
        }
    }

    @Test
    void moreThanFits() throws SQLException {
        Map<String, Integer> most = Map.of(
                "case_id",
                64,
                "actor",
                128,
                "reason",
                2000,
                "request_id",
                64,
                "source",
                128,
                "algorithm",
                32,
                "key_id",
                64);
        for (Map.Entry<String, Integer> text : most.entrySet()) {
            tooLong(() -> insertStep(Map.of(text.getKey(), "'" + "x".repeat(text.getValue() + 1) + "'")));
        }
        tooLong(() -> insertStep(Map.of("facts", "'" + "x".repeat(65537) + "'")));
        tooLong(() -> insertStep(Map.of("salt", database.binary("00".repeat(17)))));
        for (String digest : List.of("fingerprint", "payload_digest", "previous_digest", "digest")) {
            tooLong(() -> insertStep(Map.of(digest, database.binary("00".repeat(33)))));
        }
        assertThat(insertStep(Map.of("facts", "'" + "x".repeat(65536) + "'", "reason", "'" + "x".repeat(2000) + "'")))
                .isEqualTo(1);
    }

    @Test
    void aHistoryWithStepsTakenOut() throws SQLException {
        refused("workflow_audit_chain", () -> database.sql("DELETE FROM workflow_audit WHERE seq = 1"));
        refused("workflow_case_audit", () -> database.sql("DELETE FROM workflow_audit WHERE seq = 2"));
        refused("workflow_audit_chain", () -> database.sql("UPDATE workflow_audit SET case_id = 'C-9' WHERE seq = 1"));
        refused(
                "workflow_case_audit",
                () -> database.sql("UPDATE workflow_audit SET digest = " + someDigest + " WHERE seq = 2"));
    }

    @Test
    void aStateWithoutItsAuditRow() throws SQLException {
        refused("workflow_case_audit", () -> database.sql("UPDATE workflow_case SET state = 'CLOSED'"));
        refused("workflow_case_audit", () -> database.sql("UPDATE workflow_case SET seq = 3"));
        refused("workflow_case_audit", () -> database.sql("UPDATE workflow_case SET digest = " + someDigest));
        refused("workflow_case_audit", () -> database.sql("UPDATE workflow_case SET version = 2"));
        refused("workflow_case_audit", () -> database.sql("UPDATE workflow_case SET workflow = 'claim-review'"));
        refused(
                "workflow_case_audit",
                () -> database.sql(
                        "INSERT INTO workflow_case SELECT 'C-2', workflow, version, state, seq, digest, entered_at FROM workflow_case"));
        refused("workflow_case_key", () -> database.sql("INSERT INTO workflow_case SELECT * FROM workflow_case"));
    }

    @Test
    void aLegalTableMadeToFit() throws SQLException {
        refused(
                "workflow_audit_legal",
                () -> database.sql(
                        "DELETE FROM workflow_transition WHERE version = 1 AND transition = 'START_REVIEW'"));
        refused(
                "workflow_audit_legal",
                () -> database.sql(
                        "UPDATE workflow_transition SET to_state = 'CLOSED' WHERE version = 1 AND transition = 'START_REVIEW'"));
        refused(
                "workflow_transition_key",
                () -> database.sql(
                        "INSERT INTO workflow_transition VALUES ('case-review', 1, 'CREATED', 'START_REVIEW', 'CLOSED')"));
        refused(
                "workflow_transition_to",
                () -> database.sql(
                        "INSERT INTO workflow_transition VALUES ('case-review', 1, 'CREATED', 'JUMP', 'NOWHERE')"));
        refused(
                "workflow_transition_opening",
                () -> database.sql(
                        "INSERT INTO workflow_transition VALUES ('case-review', 1, '(new)', 'JUMP', 'CLOSED')"));
        refused(
                "workflow_transition_opening",
                () -> database.sql(
                        "INSERT INTO workflow_transition VALUES ('case-review', 1, 'CREATED', '(open)', 'CLOSED')"));
        refused(
                "workflow_transition_key",
                () -> database.sql(
                        "INSERT INTO workflow_transition VALUES ('case-review', 1, '(new)', '(open)', 'CLOSED')"));
        refused(
                "workflow_state_not_new",
                () -> database.sql("INSERT INTO workflow_state VALUES ('case-review', 1, '(new)', FALSE, FALSE)"));
        refused("workflow_transition_to", () -> database.sql("DELETE FROM workflow_state WHERE state = 'CLOSED'"));
        refused("workflow_state_definition", () -> database.sql("DELETE FROM workflow_definition"));
        refused(
                "workflow_state_definition",
                () -> database.sql("INSERT INTO workflow_state VALUES ('case-review', 3, 'CREATED', TRUE, FALSE)"));
        refused(
                "workflow_definition_version",
                () -> database.sql("INSERT INTO workflow_definition SELECT workflow, 0, fingerprint, graph, states, "
                        + "transitions, installed_at FROM workflow_definition WHERE version = 1"));
        refused(
                "workflow_definition_fingerprint",
                () -> database.sql("INSERT INTO workflow_definition VALUES ('case-review', 3, " + zero
                        + ", '{}', 1, 2, CURRENT_TIMESTAMP)"));
        refused(
                "workflow_definition_key",
                () -> database.sql("INSERT INTO workflow_definition SELECT * FROM workflow_definition"));
    }

    /** The star of design 04: the keys leave room for a step that takes a case to a new version of its definition. */
    @Test
    void aMoveToANewVersionCanBeExpressed() throws SQLException {
        database.sql(
                "INSERT INTO workflow_transition VALUES ('case-review', 2, 'UNDER_REVIEW', '(migrate)', 'UNDER_REVIEW')");
        assertThat(insertStep(Map.of("version", "2", "transition", "'(migrate)'", "to_state", "'UNDER_REVIEW'")))
                .isEqualTo(1);
        assertThat(database.sql("UPDATE workflow_case SET seq = 3, version = 2, digest = " + someDigest))
                .isEqualTo(1);
    }

    private void refused(String constraint, Attempt attempt) throws SQLException {
        refused(
                violation -> {
                    assertThat(violation.getSQLState()).startsWith("23");
                    // The key of a table has a name of its own on PostgreSQL only.
                    assertThat(violation.getMessage().toLowerCase(Locale.ROOT))
                            .containsAnyOf(constraint, constraint.endsWith("_key") ? "primary" : constraint);
                },
                attempt);
    }

    /** As too long, or, where a type has no length, by a constraint. */
    private void tooLong(Attempt attempt) throws SQLException {
        refused(violation -> assertThat(violation.getSQLState()).isIn("22001", "23514", "23000"), attempt);
    }

    private int insertStep(Map<String, String> otherwise) throws SQLException {
        return database.sql(step(otherwise));
    }
}
