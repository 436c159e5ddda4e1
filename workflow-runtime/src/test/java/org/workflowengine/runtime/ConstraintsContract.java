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
    /** How many characters each text of a step may have. */
    private static final Map<String, Integer> TEXTS = Map.of(
            "case_id", 64,
            "actor", 128,
            "on_behalf_of", 128,
            "reason", 2000,
            "request_id", 64,
            "source", 128,
            "algorithm", 32,
            "key_id", 64);

    private static final Map<String, String> OPENING = Map.of(
            "case_id", "'C-2'",
            "seq", "1",
            "from_state", "'(new)'",
            "transition", "'(open)'",
            "to_state", "'CREATED'",
            "previous_digest", ORIGIN);

    ConstraintsContract(Supplier<TestDatabase> databases) {
        super(databases);
    }

    @BeforeEach
    void theConstraintsAlone() throws SQLException {
        database.dropTriggers();
    }

    @Test
    void aStepThatContinuesTheHistoryIsAccepted() throws SQLException {
        assertThat(insertStep(Map.of())).isEqualTo(1);
    }

    @Test
    void aGapInTheHistoryIsRefused() throws SQLException {
        refused("workflow_audit_chain", () -> insertStep(Map.of("seq", "4")));
    }

    @Test
    void aForkOfTheHistoryIsRefused() throws SQLException {
        refused("workflow_audit_key", () -> insertStep(Map.of("seq", "2")));
    }

    @Test
    void aStepBeforeTheFirstIsRefused() throws SQLException {
        refused("workflow_audit_seq", () -> insertStep(Map.of("seq", "0", "previous_digest", zero)));
    }

    @Test
    void moreStepsThanACaseCanHaveAreRefused() throws SQLException {
        refused("workflow_audit_seq", () -> insertStep(Map.of("seq", "2147483648")));
    }

    @Test
    void aStepThatDoesNotContinueThePreviousOneIsRefused() throws SQLException {
        refused("workflow_audit_chain", () -> insertStep(Map.of("from_state", "'ESCALATED'")));
        refused("workflow_audit_chain", () -> insertStep(Map.of("previous_digest", someDigest)));
        refused("workflow_audit_chain", () -> insertStep(Map.of("from_version", "2", "version", "2")));
        refused("workflow_audit_", () -> insertStep(Map.of("workflow", "'claim-review'")));
        refused("workflow_audit_chain", () -> insertStep(Map.of("case_id", "'C-2'")));
    }

    @Test
    void aStepThatTheDefinitionDoesNotPermitIsRefused() throws SQLException {
        refused("workflow_audit_legal", () -> insertStep(Map.of("to_state", "'CLOSED'")));
        refused("workflow_audit_legal", () -> insertStep(Map.of("transition", "'CLOSE'")));
        refused(
                "workflow_audit_legal",
                () -> insertStep(Map.of("version", "2", "transition", "'(migrate:1)'", "to_state", "'UNDER_REVIEW'")));
    }

    @Test
    void aCaseThatStartsInTheMiddleOfTheGraphIsRefused() throws SQLException {
        refused("workflow_audit_opening", () -> insertStep(Map.of("case_id", "'C-2'", "seq", "1")));
    }

    @Test
    void aSecondOpeningIsRefused() throws SQLException {
        refused(
                "workflow_audit_opening",
                () -> insertStep(Map.of("from_state", "'(new)'", "transition", "'(open)'", "to_state", "'CREATED'")));
    }

    /** Only a declared migration from the version that a case follows takes it to another, which is a later one. */
    @Test
    void aChangeOfVersionWithoutAMigrationIsRefused() throws SQLException {
        // The step is legal in version 2, where the case is not.
        refused("workflow_audit_version", () -> insertStep(Map.of("version", "2")));
        refused("workflow_audit_version", () -> insertStep(Map.of("from_version", "2")));
        for (int version : new int[] {1, 2}) {
            for (String name : List.of("(migrate:1)", "(migrate:2)", "(migrate:01)", "(migrate:)", "(MIGRATE:1)")) {
                database.sql(transition("case-review", version, "UNDER_REVIEW", name, "UNDER_REVIEW"));
            }
        }
        Map<String, String> migration =
                Map.of("transition", "'(migrate:1)'", "to_state", "'UNDER_REVIEW'", "version", "2");
        refused("workflow_audit_version", () -> insertStep(with(migration, "version", "1")));
        for (String name : List.of("(migrate:2)", "(migrate:01)", "(migrate:)", "(MIGRATE:1)")) {
            refused("workflow_audit_version", () -> insertStep(with(migration, "transition", "'" + name + "'")));
        }
        refused(
                "workflow_audit_version",
                () -> insertStep(with(with(migration, "transition", "'(migrate:2)'"), "from_version", "2")));
        refused(
                "workflow_audit_version",
                () -> insertStep(with(
                        with(with(migration, "transition", "'(migrate:2)'"), "from_version", "2"), "version", "1")));
        // An erasure, an opening and an import move to no other version either.
        refused(
                "workflow_audit_version",
                () -> insertStep(Map.of("transition", "'(erase)'", "to_state", "to_state", "version", "2")));
        refused("workflow_audit_version", () -> insertStep(with(OPENING, "version", "2")));
        assertThat(insertStep(migration)).isEqualTo(1);
        assertThat(database.sql("UPDATE workflow_case SET seq = 3, version = 2, digest = " + someDigest))
                .isEqualTo(1);
    }

    @Test
    void timesOutOfRangeAreRefused() throws SQLException {
        for (String column : List.of("recorded_at", "occurred_at")) {
            for (String time : List.of(
                    "1899-12-31 23:59:59.999999",
                    "2200-01-01 00:00:00",
                    "2300-01-01 00:00:00",
                    "0001-01-01 00:00:00")) {
                refused("workflow_audit_times", () -> insertStep(Map.of(column, "TIMESTAMP '" + time + "'")));
            }
        }
        refused(
                "workflow_definition_times",
                () -> database.sql(definition("other", 1, 1, 1, true)
                        .replace(", installed_at FROM", ", TIMESTAMP '2200-01-01 00:00:00' FROM")));
        assertThat(insertStep(Map.of(
                        "recorded_at", "TIMESTAMP '2199-12-31 23:59:59.999999'",
                        "occurred_at", "TIMESTAMP '1900-01-01 00:00:00'")))
                .isEqualTo(1);
    }

    /** A seal names how it was made, and a name without a seal is that of one that was taken away. */
    @Test
    void halfASealIsRefused() throws SQLException {
        Map<String, String> sealed =
                Map.of("seal", database.binary("ab"), "algorithm", "'HMAC-SHA-256'", "key_id", "'k'");
        for (String part : sealed.keySet()) {
            refused("workflow_audit_seal", () -> insertStep(with(sealed, part, "NULL")));
            refused("workflow_audit_seal", () -> insertStep(Map.of(part, sealed.get(part))));
        }
        refused("workflow_audit_binary", () -> insertStep(with(sealed, "seal", database.binary(""))));
        tooLong(() -> insertStep(with(sealed, "seal", database.binary("ab".repeat(513)))));
        assertThat(insertStep(with(sealed, "seal", database.binary("ab".repeat(512)))))
                .isEqualTo(1);
    }

    /** It says itself since when the case has been in its state. */
    @Test
    void anImportFromTheFutureIsRefused() throws SQLException {
        database.sql(transition("case-review", 1, "(new)", "(import)", "UNDER_REVIEW"));
        Map<String, String> imported = with(with(OPENING, "transition", "'(import)'"), "to_state", "'UNDER_REVIEW'");
        refused(
                "workflow_audit_import",
                () -> insertStep(with(imported, "occurred_at", "TIMESTAMP '2199-01-01 00:00:00'")));
        assertThat(insertStep(with(imported, "occurred_at", "recorded_at"))).isEqualTo(1);
        assertThat(insertStep(with(with(imported, "case_id", "'C-3'"), "occurred_at", "NULL")))
                .isEqualTo(1);
    }

    @Test
    void aSecondInstallationIsRefused() throws SQLException {
        List<String> before = database.rows("SELECT * FROM workflow_installation");
        refused(
                "workflow_installation_only_row",
                () -> database.sql(
                        "INSERT INTO workflow_installation (only_row, installation, origin_digest, schema_version)"
                                + " SELECT 2, installation, origin_digest, schema_version FROM workflow_installation"));
        refused(
                "workflow_installation_key",
                () -> database.sql("INSERT INTO workflow_installation SELECT * FROM workflow_installation"));
        refused(
                "workflow_installation_origin",
                () -> database.sql("UPDATE workflow_installation SET origin_digest = " + someDigest));
        refused(
                "workflow_installation_origin",
                () -> database.sql(
                        "UPDATE workflow_installation SET installation = " + database.binary("ab".repeat(16))));
        assertThat(database.rows("SELECT * FROM workflow_installation"))
                .isEqualTo(before)
                .hasSize(1);
    }

    @Test
    void anOpeningIsAccepted() throws SQLException {
        assertThat(insertStep(OPENING)).isEqualTo(1);
    }

    @Test
    void anUnknownFormatIsRefused() throws SQLException {
        refused("workflow_audit_format", () -> insertStep(Map.of("format", "2")));
    }

    @Test
    void anActorWithoutAKnownKindIsRefused() throws SQLException {
        refused("workflow_audit_actor_kind", () -> insertStep(Map.of("actor_kind", "'ROBOT'")));
    }

    @Test
    void halfAPayloadIsRefused() throws SQLException {
        for (String part : List.of("actor", "reason", "facts", "salt")) {
            refused("workflow_audit_payload", () -> insertStep(Map.of(part, "NULL")));
        }
        Map<String, String> erased = Map.of("actor", "NULL", "reason", "NULL", "facts", "NULL", "salt", "NULL");
        for (String part : List.of("actor", "on_behalf_of", "reason", "facts", "evidence")) {
            refused("workflow_audit_payload", () -> insertStep(with(erased, part, "'{}'")));
        }
        assertThat(insertStep(erased)).isEqualTo(1);
        assertThat(database.rows("SELECT COUNT(*) FROM workflow_audit WHERE salt IS NULL AND on_behalf_of IS NULL"
                        + " AND evidence IS NULL"))
                .containsExactly("[1]");
    }

    @Test
    void anErasureThatDoesNotSayWhoOrderedItIsRefused() throws SQLException {
        Map<String, String> erasure = Map.of("transition", "'(erase)'", "to_state", "to_state");
        refused(
                "workflow_audit_unerased",
                () -> insertStep(with(
                        with(with(with(erasure, "actor", "NULL"), "reason", "NULL"), "facts", "NULL"),
                        "salt",
                        "NULL")));
        assertThat(insertStep(erasure)).isEqualTo(1);
    }

    @Test
    void theSameRequestTwiceIsRefused() throws SQLException {
        refused("workflow_audit_request", () -> insertStep(Map.of("request_id", "'R-1'")));
    }

    @Test
    void missingValuesAreRefused() throws SQLException {
        List<String> nullable = List.of(
                "prev_seq",
                "entered_state",
                "actor",
                "on_behalf_of",
                "reason",
                "facts",
                "evidence",
                "salt",
                "request_id",
                "occurred_at",
                "algorithm",
                "key_id",
                "seal");
        for (String column : database.columns("workflow_audit")) {
            if (!nullable.contains(column)) {
                refused(column, () -> insertStep(Map.of(column, "NULL")));
            }
        }
    }

    @Test
    void valuesThatAreTooLongAreRefused() throws SQLException {
        Map<String, String> sealed =
                Map.of("seal", database.binary("ab"), "algorithm", "'HMAC-SHA-256'", "key_id", "'k'");
        for (Map.Entry<String, Integer> text : TEXTS.entrySet()) {
            tooLong(() -> insertStep(with(sealed, text.getKey(), "'" + "x".repeat(text.getValue() + 1) + "'")));
        }
        for (String json : List.of("facts", "evidence")) {
            tooLong(() -> insertStep(Map.of(json, "'" + "x".repeat(65537) + "'")));
            // Counted in bytes of UTF-8, of which these characters have two and four.
            refused("workflow_audit_lengths", () -> insertStep(Map.of(json, "'" + "\u00e4".repeat(32768) + "x'")));
            refused(
                    "workflow_audit_lengths",
                    () -> insertStep(Map.of(json, "'" + "\ud83d\ude00".repeat(16384) + "x'")));
        }
        tooLong(() -> insertStep(Map.of("salt", database.binary("00".repeat(17)))));
        for (String digest : List.of("fingerprint", "payload_digest", "previous_digest", "digest")) {
            tooLong(() -> insertStep(Map.of(digest, database.binary("00".repeat(33)))));
        }
        assertThat(insertStep(Map.of(
                        "facts", "'" + "x".repeat(65536) + "'",
                        "evidence", "'" + "\ud83d\ude00".repeat(16384) + "'",
                        "on_behalf_of", "'" + "\u00e4".repeat(128) + "'",
                        "reason", "'" + "x".repeat(2000) + "'")))
                .isEqualTo(1);
    }

    @Test
    void anEmptyTextIsRefused() throws SQLException {
        Map<String, String> sealed =
                Map.of("seal", database.binary("ab"), "algorithm", "'HMAC-SHA-256'", "key_id", "'k'");
        for (String text : TEXTS.keySet()) {
            refused(
                    text.equals("case_id") ? "workflow_audit_" : "workflow_audit_lengths",
                    () -> insertStep(with(sealed, text, "''")));
        }
        refused("workflow_state_lengths", () -> database.sql(state("case-review", 1, "")));
        refused("workflow_definition_lengths", () -> database.sql(definition("", 1, 1, 1, true)));
        refused(
                "workflow_transition_lengths",
                () -> database.sql(transition("case-review", 1, "CREATED", "", "CLOSED")));
        refused("workflow_transition_lengths", () -> database.sql(transition("case-review", 1, "", "JUMP", "CLOSED")));
    }

    @Test
    void removingStepsFromAHistoryIsRefused() throws SQLException {
        refused("workflow_audit_chain", () -> database.sql("DELETE FROM workflow_audit WHERE seq = 1"));
        refused("workflow_case_audit", () -> database.sql("DELETE FROM workflow_audit WHERE seq = 2"));
        refused("workflow_audit_chain", () -> database.sql("UPDATE workflow_audit SET case_id = 'C-9' WHERE seq = 1"));
        refused(
                "workflow_case_audit",
                () -> database.sql("UPDATE workflow_audit SET digest = " + someDigest + " WHERE seq = 2"));
    }

    @Test
    void aStateWithoutItsAuditRowIsRefused() throws SQLException {
        refused("workflow_case_audit", () -> database.sql("UPDATE workflow_case SET state = 'CLOSED'"));
        refused("workflow_case_audit", () -> database.sql("UPDATE workflow_case SET seq = 3"));
        refused("workflow_case_audit", () -> database.sql("UPDATE workflow_case SET digest = " + someDigest));
        refused("workflow_case_audit", () -> database.sql("UPDATE workflow_case SET version = 2"));
        refused("workflow_case_audit", () -> database.sql("UPDATE workflow_case SET workflow = 'claim-review'"));
        refused(
                "workflow_case_audit",
                () -> database.sql("INSERT INTO workflow_case (" + CASE_COLUMNS + ") SELECT "
                        + CASE_COLUMNS.replace("case_id", "'C-2'") + " FROM workflow_case"));
        refused("workflow_case_key", () -> database.sql("INSERT INTO workflow_case SELECT * FROM workflow_case"));
    }

    @Test
    void changingTheLegalTableToFitAStepIsRefused() throws SQLException {
        refused(
                "workflow_audit_legal",
                () -> database.sql(
                        "DELETE FROM workflow_transition WHERE version = 1 AND transition = 'START_REVIEW'"));
        refused(
                "workflow_audit_legal",
                () -> database.sql(
                        "UPDATE workflow_transition SET to_state = 'CLOSED' WHERE version = 1 AND transition = 'START_REVIEW'"));
        refused(
                "workflow_transition_target",
                () -> database.sql(transition("case-review", 1, "CREATED", "START_REVIEW", "CLOSED")));
        refused(
                "workflow_transition_key",
                () -> database.sql(transition("case-review", 1, "CREATED", "START_REVIEW", "UNDER_REVIEW")));
        refused(
                "workflow_transition_to",
                () -> database.sql(transition("case-review", 1, "CREATED", "JUMP", "NOWHERE")));
        refused(
                "workflow_transition_opening",
                () -> database.sql(transition("case-review", 1, "(new)", "JUMP", "CLOSED")));
        refused(
                "workflow_transition_opening",
                () -> database.sql(transition("case-review", 1, "CREATED", "(open)", "CLOSED")));
        refused(
                "workflow_transition_opening",
                () -> database.sql(transition("case-review", 1, "CREATED", "(import)", "CLOSED")));
        refused(
                "workflow_transition_target",
                () -> database.sql(transition("case-review", 1, "(new)", "(open)", "CLOSED")));
        for (String keeping : List.of("(erase)", "(hold)", "(release)")) {
            refused(
                    "workflow_transition_keeping",
                    () -> database.sql(transition("case-review", 1, "CREATED", keeping, "CLOSED")));
        }
        refused("workflow_state_not_new", () -> database.sql(state("case-review", 1, "(new)")));
        refused("workflow_transition_to", () -> database.sql("DELETE FROM workflow_state WHERE state = 'CLOSED'"));
        refused("workflow_state_definition", () -> database.sql("DELETE FROM workflow_definition"));
        refused("workflow_state_definition", () -> database.sql(state("case-review", 3, "CREATED", "initial")));
        refused("workflow_definition_version", () -> database.sql(definition("case-review", 0, 1, 1, true)));
        refused(
                "workflow_definition_fingerprint",
                () -> database.sql(definition("case-review", 3, 1, 1, true)
                        .replace("fingerprint, graph, 1", zero + ", graph, 1")));
        refused("workflow_definition_key", () -> database.sql(definition("case-review", 1, 1, 1, true)));
    }

    /** An import may begin a history in several states; everything else has one target. */
    @Test
    void severalImportsCanBeExpressed() throws SQLException {
        for (String state : List.of("CREATED", "UNDER_REVIEW")) {
            assertThat(database.sql(transition("case-review", 1, "(new)", "(import)", state)))
                    .isEqualTo(1);
        }
        refused(
                "workflow_transition_key",
                () -> database.sql(transition("case-review", 1, "(new)", "(import)", "CREATED")));
        assertThat(database.rows("SELECT to_state, imported_into FROM workflow_transition"
                        + " WHERE from_state = '(new)' AND version = 1 ORDER BY transition, to_state"))
                .containsExactly("[CREATED, CREATED]", "[UNDER_REVIEW, UNDER_REVIEW]", "[CREATED, ]");
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
