package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.CaseReview.State;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The owner of the tables, and then the application's own login, try to rewrite history; each trigger refuses its own lie. */
abstract class HardeningContract extends SqlConsole {
    static final String ERASE_PAYLOAD =
            "UPDATE workflow_audit SET salt = NULL, actor = NULL, on_behalf_of = NULL, reason = NULL, facts = NULL,"
                    + " evidence = NULL";

    static final String EARLIER = "TIMESTAMP '2001-01-01 00:00:00'";

    static final String LATER = "TIMESTAMP '2099-01-01 00:00:00'";

    /** Step 3 records that the payload of step 2 is erased. */
    static final Map<String, String> ERASURE =
            Map.of("transition", "'(erase)'", "to_state", "to_state", "facts", "'{\"ERASED_SEQ\":\"2\"}'");

    static final Map<String, String> OPENING = Map.of(
            "case_id", "'C-2'",
            "seq", "1",
            "from_state", "'(new)'",
            "transition", "'(open)'",
            "to_state", "'CREATED'",
            "previous_digest", ORIGIN);

    private final Supplier<TestDatabase> databases;

    HardeningContract(Supplier<TestDatabase> databases) {
        super(databases);
        this.databases = databases;
    }

    @Test
    void aDefinitionIsNeverChanged() throws SQLException {
        for (String table : List.of("workflow_definition", "workflow_state", "workflow_transition")) {
            for (String column : database.columns(table)) {
                if (!TestDatabase.COMPUTED.contains(column)) {
                    refused(table + "_unchanged", "UPDATE " + table + " SET " + column + " = " + column);
                }
            }
            refused(table + "_kept", "DELETE FROM " + table);
            refused(table + "_kept", "DELETE FROM " + table + " WHERE version = 2");
        }
    }

    /** What every history begins with stays. */
    @Test
    void theInstallationIsNeverChanged() throws SQLException {
        List<String> before = database.rows("SELECT * FROM workflow_installation");
        for (String column : database.columns("workflow_installation")) {
            // On PostgreSQL it may be written as it is: so a purge makes itself known.
            String other = switch (column) {
                case "installation" -> database.binary("ab".repeat(16));
                case "origin_digest" -> database.binary("ab".repeat(32));
                default -> column + " + 1";
            };
            refused("workflow_installation_unchanged", "UPDATE workflow_installation SET " + column + " = " + other);
        }
        refused("workflow_installation_unchanged", "UPDATE workflow_installation SET schema_version = 4");
        refused("workflow_installation_kept", "DELETE FROM workflow_installation");
        // The script can be run again, and makes no other.
        database.script(database.scripts().schema());
        assertThat(database.rows("SELECT * FROM workflow_installation"))
                .isEqualTo(before)
                .hasSize(1);
    }

    @Test
    void twoDatabasesAreTwoInstallations() throws SQLException {
        String id = "SELECT installation FROM workflow_installation";
        try (TestDatabase other = databases.get()) {
            other.script(other.scripts().schema());
            assertThat(other.rows(id)).hasSize(1).isNotEqualTo(database.rows(id));
        }
    }

    @Test
    void aDefinitionIsClosed() throws SQLException {
        refused("workflow_transition_closed", transition("case-review", 1, "CREATED", "JUMP", "CLOSED"));
        refused(
                "workflow_transition_closed",
                "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)"
                        + " SELECT workflow, version, from_state, 'JUMP', to_state"
                        + " FROM workflow_transition WHERE version = 2 AND transition = 'CLOSE'");
        refused("workflow_state_closed", state("case-review", 2, "ELSEWHERE", "terminal"));
        // As many rows as it says that it has, and no more, in one statement or in several.
        database.sql(definition("other", 1, 2, 1, true));
        refused(
                "workflow_state_closed",
                state("other", 1, "A", "initial") + ", ('other', 1, 'B', FALSE, FALSE, FALSE),"
                        + " ('other', 1, 'C', FALSE, TRUE, FALSE)");
        assertThat(database.sql(state("other", 1, "A", "initial") + ", ('other', 1, 'B', FALSE, TRUE, FALSE)"))
                .isEqualTo(2);
        // Derived rows are not counted with the author's.
        assertThat(database.sql(transition("other", 1, "(new)", "(open)", "A"))).isEqualTo(1);
        assertThat(database.sql(transition("other", 1, "A", "(erase)", "A"))).isEqualTo(1);
        assertThat(database.sql(transition("other", 1, "A", "GO", "B"))).isEqualTo(1);
        assertThat(database.sql(transition("other", 1, "B", "(erase)", "B"))).isEqualTo(1);
        refused("workflow_transition_closed", transition("other", 1, "A", "LEAVE", "B"));
    }

    /** A closed list: what the definition and its states say, and nothing that a later version may know. */
    @Test
    void aDerivedRowFollowsFromItsDefinition() throws SQLException {
        database.sql(definition("other", 1, 3, 9, true));
        database.sql(state("other", 1, "A", "initial", "importable"));
        database.sql(state("other", 1, "B", "importable"));
        database.sql(state("other", 1, "C", "terminal"));
        refused("workflow_transition_closed", transition("other", 1, "(new)", "(open)", "B"));
        refused("workflow_transition_closed", transition("other", 1, "(new)", "(import)", "C"));
        for (String form :
                List.of("(hold )", "(Release)", "(purge)", "(erase )", "(Erase)", "(", "()", "(migrate:1)", "(GO)")) {
            refused("workflow_transition_closed", transition("other", 1, "A", form, "A"));
        }
        database.transaction(
                transition("other", 1, "(new)", "(open)", "A"),
                transition("other", 1, "(new)", "(import)", "A"),
                transition("other", 1, "A", "(hold)", "A"),
                transition("other", 1, "A", "(release)", "A"),
                transition("other", 1, "(new)", "(import)", "B"));
        database.sql(
                "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)"
                        + " SELECT workflow, version, state, '(hold)', state FROM workflow_state WHERE workflow = 'other' AND state <> 'A'");
        // Imports and migrations are the author's, and counted with them.
        for (String counted :
                List.of(transition("import", 1, "(new)", "(import)", "A"), transition("import", 1, "A", "GO", "A"))) {
            refused(
                    "workflow_transition_closed",
                    definition("import", 1, 1, 1, true),
                    state("import", 1, "A", "initial", "importable"),
                    counted,
                    transition("import", 1, "A", "LEAVE", "A"));
        }
        // Some laws forbid to erase.
        refused(
                "workflow_transition_closed",
                definition("kept", 1, 1, 9, false),
                state("kept", 1, "A", "initial"),
                transition("kept", 1, "(new)", "(open)", "A"),
                transition("kept", 1, "A", "(erase)", "A"));
    }

    /** The older version need not be installed here, and its number is written in one way only. */
    @Test
    void aMigrationComesFromAnOlderVersion() throws SQLException {
        database.sql(definition("other", 1_000_000_000, 1, 9, true));
        database.sql(state("other", 1_000_000_000, "D", "initial"));
        for (String form : List.of(
                "(migrate:0)",
                "(migrate:-1)",
                "(migrate:+1)",
                "(migrate:1000000000)",
                "(migrate:1000000001)",
                "(migrate:9999999999)",
                "(migrate:99999999999999999999)",
                "(migrate:01)",
                "(migrate:1.0)",
                "(migrate:1e1)",
                "(migrate:0x1)",
                "(migrate: 1)",
                "(migrate:1 )",
                "(migrate:1",
                "(migrate:1))",
                "(migrate:1) ",
                "(migrate:1)\n",
                "(migrate:1\n)",
                "(migrate:1\n2)",
                "(migrate:1)\n(migrate:1)",
                "( migrate:1)",
                "(migrate:)",
                "(migrate:one)",
                "(migrate:\u0661)",
                "(migrate:\uff11)",
                "(migrateX1)",
                "(MIGRATE:1)",
                "(migrate)",
                "(migrate:1,2)")) {
            refused("workflow_transition_closed", transition("other", 1_000_000_000, "A", form, "D"));
        }
        // Neither a state nor its shape is known of a version that is not here; that cases begin nowhere else is.
        assertThatThrownBy(() -> database.sql(transition("other", 1_000_000_000, "(new)", "(migrate:1)", "D")))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?is).*workflow_transition_(closed|opening).*");
        for (String form : List.of("(migrate:1)", "(migrate:2)", "(migrate:10)", "(migrate:999999999)")) {
            assertThat(database.sql(transition("other", 1_000_000_000, "A", form, "D")))
                    .isEqualTo(1);
        }
        refused("workflow_transition_closed", transition("other", 1_000_000_000, "B", "(migrate:1000000000)", "D"));
        // They are the author's, and counted with the others.
        refused(
                "workflow_transition_closed",
                definition("counted", 3, 1, 1, true),
                state("counted", 3, "D", "initial"),
                transition("counted", 3, "A", "(migrate:1)", "D"),
                transition("counted", 3, "D", "GO", "D"));
    }

    /** It was compiled for that very definition, and for its states. */
    @Test
    void aMigrationComesFromTheVersionThatIsInstalled() throws SQLException {
        String first = "{\"first\":1}";
        String naming = "{\"migrations\":[{\"fingerprint\":\"%s\",\"from\":%d,\"mappings\":[]}]}";
        String second = naming.formatted(fingerprint(first), 1);
        database.sql(definition("other", 1, 2, 9, first));
        database.sql(state("other", 1, "A", "initial"));
        database.sql(state("other", 1, "B", "terminal"));
        database.sql(definition("other", 2, 2, 9, second));
        database.sql(state("other", 2, "D", "initial"));
        database.sql(state("other", 2, "C", "terminal"));
        for (String from : List.of("C", "D", "a", "B ", "(new)")) {
            assertThatThrownBy(() -> database.sql(transition("other", 2, from, "(migrate:1)", "D")))
                    .as(from)
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?is).*workflow_transition_(closed|opening).*");
        }
        assertThat(database.sql(transition("other", 2, "A", "(migrate:1)", "D")))
                .isEqualTo(1);
        assertThat(database.sql(transition("other", 2, "B", "(migrate:1)", "C")))
                .isEqualTo(1);
        // The newer one was compiled for another older one, or for none, or for this one as another version.
        int version = 3;
        for (String graph : List.of(
                naming.formatted(fingerprint("another"), 1),
                naming.formatted(fingerprint(first), 2),
                naming.formatted(fingerprint(first), 11),
                naming.formatted(fingerprint(first).toUpperCase(Locale.ROOT), 1),
                "{}")) {
            database.sql(definition("other", version, 1, 9, graph));
            database.sql(state("other", version, "D", "initial"));
            refused("workflow_transition_closed", transition("other", version++, "A", "(migrate:1)", "D"));
        }
        // And the other way round: the older one comes last.
        database.sql(definition("late", 2, 1, 9, second));
        database.sql(state("late", 2, "D", "initial"));
        database.sql(transition("late", 2, "A", "(migrate:1)", "D"));
        refused("workflow_definition_new", definition("late", 1, 1, 9, "{\"forged\":1}"));
        refused("workflow_definition_new", definition("late", 1, 1, 9, second));
        assertThat(database.sql(definition("late", 1, 1, 9, first))).isEqualTo(1);
        // What is migrated from another version, or belongs to another workflow, does not matter.
        database.sql(definition("late", 11, 1, 9, first));
        database.sql(definition("later", 1, 1, 9, "{\"forged\":1}"));
    }

    @Test
    void historyIsNeverChanged() throws SQLException {
        for (String column : database.columns("workflow_audit")) {
            if (!TestDatabase.COMPUTED.contains(column)) {
                refused("workflow_audit_erased", "UPDATE workflow_audit SET " + column + " = " + column);
            }
        }
        refused("workflow_audit_erased", "UPDATE workflow_audit SET reason = 'another' WHERE seq = 2");
        refused("workflow_audit_erased", "UPDATE workflow_audit SET request_id = NULL WHERE seq = 2");
        refused("workflow_audit_erased", ERASE_PAYLOAD);
        refused("workflow_audit_kept", "DELETE FROM workflow_audit");
        refused("workflow_audit_kept", "DELETE FROM workflow_audit WHERE seq = 2");
        for (String table : List.of("workflow_definition", "workflow_state", "workflow_transition", "workflow_audit")) {
            assertThatThrownBy(() -> database.sql("TRUNCATE TABLE " + table)).isInstanceOf(SQLException.class);
        }
        assertThat(database.rows("SELECT COUNT(*) FROM workflow_audit")).containsExactly("[2]");
        assertThat(database.rows("SELECT COUNT(*) FROM workflow_transition")).containsExactly("[66]");
    }

    @Test
    void aStepIsRecordedWhole() throws SQLException {
        refused(
                "workflow_audit_whole",
                step(Map.of("actor", "NULL", "reason", "NULL", "facts", "NULL", "salt", "NULL")));
        // Nor one that says nothing of an installation, or begins like another.
        for (String digest : List.of(zero, someDigest, "digest", "payload_digest")) {
            refused("workflow_audit_whole", step(with(OPENING, "previous_digest", digest)));
        }
        for (String facts :
                List.of("{\"ERASED_SEQ\":\"3\"}", "{\"ERASED_SEQ\":\"0\"}", "{\"ERASED_SEQ\":2}", "{}", "")) {
            refused("workflow_audit_whole", step(with(ERASURE, "facts", "'" + facts + "'")));
        }
    }

    /** Not by the owner either. */
    @Test
    void nothingIsWrittenThroughTheView() throws SQLException {
        Engine reviews = Engine.on(database.runtime());
        reviews.open("C-view", by("alice").because("claim received")).orThrow();
        List<String> before = database.content();
        for (String lie : List.of(
                "UPDATE workflow_case_view SET state = 'APPROVED' WHERE case_id = 'C-view'",
                "UPDATE workflow_case_view SET entered_at = moved_at, seq = 7",
                "DELETE FROM workflow_case_view",
                "INSERT INTO workflow_case_view (case_id, workflow, version, state, seq)"
                        + " VALUES ('C-9', 'case-review', 1, 'CREATED', 1)")) {
            assertThatThrownBy(() -> database.sql(lie)).as(lie).isInstanceOf(SQLException.class);
        }
        assertThat(database.content()).isEqualTo(before);
        assertThat(database.rows("SELECT case_id, state, seq FROM workflow_case_view WHERE is_open"))
                .contains("[C-view, CREATED, 1]");
    }

    /** The owner may drop it; verification goes on and says so. */
    @Test
    void aTableThatIsMissingIsAFinding() throws SQLException {
        WorkflowRuntime runtime = database.runtime();
        database.sql("DROP VIEW workflow_case_view");
        database.sql("DROP TABLE workflow_case");
        assertThat(runtime.verification().verifyAll().findings())
                .anyMatch(finding -> finding.subject() == Finding.Subject.TABLE);
    }

    @Test
    void aStepNamesTheDefinitionThatPermitsIt() throws SQLException {
        refused("workflow_audit_whole", step(Map.of("fingerprint", someDigest)));
    }

    @Test
    void aLawfulErasureIsLetThroughAndNothingElse() throws SQLException {
        String erase = ERASE_PAYLOAD + " WHERE case_id = 'C-1' AND seq = 2";
        String move = moveTo(3, "UNDER_REVIEW", "entered_at");
        refused("workflow_audit_erased", erase);
        for (String lie : List.of(
                // Another step than the one whose erasure is recorded.
                ERASE_PAYLOAD + " WHERE seq = 1",
                // Not the whole payload, something else instead of it, and something else with it.
                "UPDATE workflow_audit SET reason = 'erased' WHERE seq = 2",
                ERASE_PAYLOAD.replace(", evidence = NULL", ", evidence = '{}'") + " WHERE seq = 2",
                ERASE_PAYLOAD.replace("on_behalf_of = NULL", "on_behalf_of = 'bob'") + " WHERE seq = 2",
                ERASE_PAYLOAD + ", request_id = NULL WHERE seq = 2",
                ERASE_PAYLOAD + ", occurred_at = recorded_at WHERE seq = 2",
                ERASE_PAYLOAD + ", seal = " + someDigest + ", algorithm = 'a', key_id = 'k' WHERE seq = 2",
                ERASE_PAYLOAD + ", source = 'elsewhere' WHERE seq = 2",
                ERASE_PAYLOAD + ", payload_digest = " + someDigest + " WHERE seq = 2",
                ERASE_PAYLOAD + ", digest = " + zero + " WHERE seq = 2")) {
            refused("workflow_audit_erased", step(ERASURE), lie);
        }
        // The case rests in its state since before the erasure.
        refused(
                "workflow_case_forward",
                step(with(ERASURE, "recorded_at", LATER)),
                erase,
                moveTo(3, "UNDER_REVIEW", LATER));

        database.transaction(step(with(ERASURE, "recorded_at", LATER)), erase, move);
        assertThat(database.rows("SELECT seq, actor FROM workflow_audit WHERE salt IS NULL"))
                .containsExactly("[2, null]");
        assertThat(database.rows("SELECT seq, state FROM workflow_case")).containsExactly("[3, UNDER_REVIEW]");

        // What is gone cannot come back, nor go twice, nor can the record of its going.
        refused("workflow_audit_erased", erase);
        refused(
                "workflow_audit_erased",
                "UPDATE workflow_audit SET salt = " + database.binary("00".repeat(16))
                        + ", actor = 'alice', reason = 'another', facts = '{}' WHERE seq = 2");
        refused("workflow_audit_erased", ERASE_PAYLOAD + " WHERE seq = 3");
        refused("workflow_audit_whole", nextStep(ERASURE));
        refused("workflow_audit_whole", nextStep(with(ERASURE, "facts", "'{\"ERASED_SEQ\":\"3\"}'")));
        assertThat(Engine.on(database.runtime()).load("C-1").state()).isEqualTo(State.UNDER_REVIEW);
    }

    /** What the payload said is gone once; three records of it would be two lies. */
    @Test
    void anErasureIsRecordedOnce() throws SQLException {
        refused("workflow_audit_whole", step(ERASURE), nextStep(ERASURE));
        refused(
                "workflow_audit_whole",
                step(ERASURE),
                nextStep(with(ERASURE, "facts", "'{\"ERASED_SEQ\":\"1\"}'")),
                step(with(
                        with(with(ERASURE, "seq", "5"), "previous_digest", database.binary("cd".repeat(32))),
                        "digest",
                        database.binary("ef".repeat(32)))));
    }

    /** A payload has parts that may be missing; whatever it has goes with the rest. */
    @Test
    void anErasureTakesTheWholePayload() throws SQLException {
        database.transaction(
                step(Map.of("on_behalf_of", "'bob'", "evidence", "'{\"rules\":{}}'")),
                moveTo(3, "REJECTED", "(SELECT recorded_at FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3)"));
        String record = nextStep(with(
                with(
                        with(with(ERASURE, "from_state", "'REJECTED'"), "to_state", "'REJECTED'"),
                        "facts",
                        "'{\"ERASED_SEQ\":\"3\"}'"),
                "previous_digest",
                someDigest));
        String erase = ERASE_PAYLOAD + " WHERE case_id = 'C-1' AND seq = 3";
        refused("workflow_audit_erased", record, erase.replace("on_behalf_of = NULL, ", ""));
        refused("workflow_audit_erased", record, erase.replace(", evidence = NULL", ""));
        database.transaction(
                record,
                erase,
                moveTo(4, "REJECTED", "entered_at")
                        .replace("digest = " + someDigest, "digest = " + database.binary("cd".repeat(32))));
        assertThat(database.rows("SELECT on_behalf_of, evidence FROM workflow_audit WHERE salt IS NULL"))
                .containsExactly("[null, null]");
    }

    /** Step 4, after an erasure as step 3. */
    private String nextStep(Map<String, String> otherwise) throws SQLException {
        return step(with(
                with(with(otherwise, "seq", "4"), "previous_digest", someDigest),
                "digest",
                database.binary("cd".repeat(32))));
    }

    final String moveTo(long seq, String state, String enteredAt) {
        return "UPDATE workflow_case SET seq = " + seq + ", state = '" + state + "', digest = " + someDigest
                + ", entered_at = " + enteredAt + ", moved_at = COALESCE((SELECT recorded_at FROM workflow_audit"
                + " WHERE case_id = 'C-1' AND seq = " + seq + "), moved_at) WHERE case_id = 'C-1'";
    }

    @Test
    void aCaseGoesForwardByOneRecordedStep() throws SQLException {
        String recorded = "(SELECT recorded_at FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3)";
        // Back to where it has been.
        refused(
                "workflow_case_forward",
                "UPDATE workflow_case SET seq = 1, state = 'CREATED', digest = (SELECT digest FROM workflow_audit"
                        + " WHERE case_id = 'C-1' AND seq = 1)");
        refused("workflow_case_forward", "UPDATE workflow_case SET state = state");
        refused("workflow_case_forward", "UPDATE workflow_case SET entered_at = " + LATER);
        refused("workflow_case_forward", moveTo(3, "REJECTED", "entered_at"));
        refused("workflow_case_forward", step(Map.of("recorded_at", LATER)), moveTo(3, "REJECTED", "entered_at"));
        refused("workflow_case_forward", step(Map.of()), moveTo(4, "REJECTED", recorded));
        refused(
                "workflow_case_forward",
                step(Map.of()),
                moveTo(3, "REJECTED", recorded).replace("SET seq", "SET case_id = 'C-2', seq"));
        refused("workflow_case_forward", "UPDATE workflow_case SET moved_at = " + LATER);
        // At another time than the step was recorded.
        refused(
                "workflow_case_forward",
                step(Map.of()),
                moveTo(3, "REJECTED", recorded)
                        .replaceFirst("moved_at = .*? WHERE case_id = 'C-1'$", "moved_at = " + LATER));
        refused(
                "workflow_case_forward",
                step(Map.of("recorded_at", LATER)),
                moveTo(3, "REJECTED", LATER).replaceFirst("moved_at = .*$", "moved_at = moved_at"));
        refused("workflow_case_kept", "DELETE FROM workflow_case");
        // Born in the middle, or at another time than its opening says.
        String born = born("C-2", "recorded_at", "recorded_at");
        refused("workflow_case_first", step(OPENING), born("C-2", LATER, "recorded_at"));
        refused("workflow_case_first", step(OPENING), born("C-2", "recorded_at", LATER));
        refused(
                "workflow_case_first",
                step(with(OPENING, "occurred_at", EARLIER)),
                born("C-2", "occurred_at", "recorded_at"));
        refused(
                "workflow_case_first",
                "INSERT INTO workflow_case (" + CASE_COLUMNS + ") SELECT " + CASE_COLUMNS.replace("case_id", "'C-3'")
                        + " FROM workflow_case");
        database.transaction(step(OPENING), born);
        database.transaction(step(Map.of()), moveTo(3, "REJECTED", recorded));
        assertThat(database.rows("SELECT case_id, seq, state FROM workflow_case ORDER BY case_id"))
                .containsExactly("[C-1, 3, REJECTED]", "[C-2, 1, CREATED]");
    }

    /** Since when a case is in its state: an import says so, and a step that keeps the state changes nothing of it. */
    @Test
    void aCaseIsInItsStateSinceItEnteredIt() throws SQLException {
        database.transaction(
                definition("other", 1, 2, 3, true),
                state("other", 1, "A", "initial", "importable"),
                state("other", 1, "B", "importable", "terminal"),
                transition("other", 1, "(new)", "(import)", "A"),
                transition("other", 1, "(new)", "(import)", "B"),
                transition("other", 1, "A", "REMIND", "A"));
        Map<String, String> imported = with(
                with(with(with(OPENING, "workflow", "'other'"), "transition", "'(import)'"), "to_state", "'A'"),
                "occurred_at",
                EARLIER);
        refused("workflow_case_first", step(imported), born("C-2", "recorded_at", "recorded_at"));
        refused("workflow_case_first", step(imported), born("C-2", "occurred_at", "occurred_at"));
        database.transaction(step(imported), born("C-2", "occurred_at", "recorded_at"));
        database.transaction(
                step(with(with(with(imported, "case_id", "'C-3'"), "to_state", "'B'"), "occurred_at", "NULL")),
                born("C-3", "recorded_at", "recorded_at"));

        Map<String, String> reminder = new LinkedHashMap<>(imported);
        reminder.putAll(Map.of(
                "seq",
                "2",
                "transition",
                "'REMIND'",
                "from_state",
                "'A'",
                "previous_digest",
                someDigest,
                "digest",
                database.binary("cd".repeat(32)),
                "recorded_at",
                LATER));
        String remind = "UPDATE workflow_case SET seq = 2, digest = " + database.binary("cd".repeat(32))
                + ", moved_at = " + LATER;
        refused("workflow_case_forward", step(reminder), remind + ", entered_at = " + LATER + " WHERE case_id = 'C-2'");
        refused(
                "workflow_case_forward",
                step(reminder),
                remind.replaceFirst(", moved_at.*", "") + " WHERE case_id = 'C-2'");
        database.transaction(step(reminder), remind + " WHERE case_id = 'C-2'");
        assertThat(database.rows(
                        "SELECT case_id FROM workflow_case WHERE entered_at = " + EARLIER + " AND moved_at = " + LATER))
                .containsExactly("[C-2]");
    }

    /** The statement that makes a case of its recorded first step. */
    private static String born(String caseId, String enteredAt, String movedAt) {
        return "INSERT INTO workflow_case (" + CASE_COLUMNS
                + ") SELECT case_id, workflow, version, to_state, seq, digest, " + enteredAt + ", " + movedAt
                + " FROM workflow_audit WHERE case_id = '" + caseId + "'";
    }

    /** The login of an application, with the role that {@code roles.sql} makes for it, does all that the engine does. */
    @Test
    void theApplicationsLoginRunsTheEngineAndNoMore() throws SQLException {
        database.roles();
        DataSource application = database.login("application");
        Engine reviews = Engine.on(WorkflowRuntime.on(application));
        reviews.open("C-2", BY_ALICE)
                .orThrow()
                .startReview(BY_ALICE.requestId("R-1"))
                .orThrow();
        reviews.fire("C-2", "ESCALATE", ALL_TRUE, BY_ALICE).orThrow();
        assertThat(reviews.fire("C-2", "CLOSE", ALL_TRUE, BY_ALICE).isApplied()).isFalse();
        assertThat(reviews.history("C-2").check(CaseReview.DEFINITION)).isEmpty();
        assertThat(reviews.cases().inState(State.ESCALATED).list()).hasSize(1);
        assertThat(reviews.cases().countByState()).containsEntry("ESCALATED", 1L);

        List<String> before = database.content();
        for (String lie : List.of(
                "UPDATE workflow_audit SET reason = 'another' WHERE seq = 1",
                ERASE_PAYLOAD,
                "DELETE FROM workflow_audit WHERE seq = 3",
                "TRUNCATE TABLE workflow_audit",
                "DROP TABLE workflow_case",
                "DELETE FROM workflow_case",
                "TRUNCATE TABLE workflow_case",
                "UPDATE workflow_case SET case_id = 'C-9'",
                "UPDATE workflow_case SET workflow = 'claim-review'",
                "UPDATE workflow_case SET seq = 1",
                "UPDATE workflow_definition SET version = 9",
                "DELETE FROM workflow_definition",
                "TRUNCATE TABLE workflow_transition",
                "DELETE FROM workflow_transition",
                "UPDATE workflow_transition SET to_state = 'CLOSED'",
                transition("case-review", 1, "CREATED", "JUMP", "CLOSED"),
                state("case-review", 1, "ELSEWHERE", "terminal"),
                definition("case-review", 3, 1, 1, true),
                "UPDATE workflow_installation SET schema_version = 3",
                "DELETE FROM workflow_installation",
                "TRUNCATE TABLE workflow_installation",
                "INSERT INTO workflow_installation (only_row, installation, origin_digest, schema_version)"
                        + " SELECT 2, installation, origin_digest, schema_version FROM workflow_installation",
                "ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_legal",
                "ALTER TABLE workflow_audit ADD COLUMN note INTEGER")) {
            assertThatThrownBy(() -> TestDatabase.sql(application, lie)).as(lie).isInstanceOf(SQLException.class);
        }
        assertThat(database.content()).isEqualTo(before);
        assertThat(database.rows("SELECT COUNT(*) FROM workflow_transition")).containsExactly("[66]");
        // It cannot install, and is told what to do.
        assertThatThrownBy(() ->
                        CaseReview.install(WorkflowRuntime.on(application), CaseReview.definition("case-review", 3)))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("is not installed");
    }

    @Test
    void everyRoleDoesItsPart() throws SQLException {
        database.roles();
        RuntimeOptions create = RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);
        CaseReview.install(
                WorkflowRuntime.on(database.login("installer"), create), CaseReview.definition("case-review", 3));
        Engine reading = Engine.on(WorkflowRuntime.on(database.login("reading")));
        assertThat(reading.load("C-1").state()).isEqualTo(State.UNDER_REVIEW);
        assertThatThrownBy(() -> reading.open("C-2", by("alice").because("why")))
                .hasMessageContaining("nothing was changed");
        TestDatabase.transaction(
                database.login("erasure"),
                step(ERASURE),
                ERASE_PAYLOAD + " WHERE case_id = 'C-1' AND seq = 2",
                moveTo(3, "UNDER_REVIEW", "entered_at"));
        assertThat(database.rows("SELECT seq FROM workflow_audit WHERE salt IS NULL"))
                .containsExactly("[2]");
    }

    @Test
    void aStartNamesTheTriggersThatAreMissing() throws SQLException {
        database.roles();
        DataSource application = database.login("application");
        database.dropTriggers();
        for (DataSource login : List.of(database.dataSource(), application)) {
            assertThatThrownBy(() -> WorkflowRuntime.on(login))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("trigger workflow_audit_erased")
                    .hasMessageContaining("trigger workflow_case_forward")
                    .hasMessageContaining("SchemaScripts." + database.scripts() + ".schema()");
        }
        database.script(database.scripts().hardening());
        assertThat(Engine.on(WorkflowRuntime.on(application)).load("C-1").seq()).isEqualTo(2);
    }

    @Test
    void aStartNamesTheConstraintsThatAreMissing() throws SQLException {
        database.roles();
        DataSource application = database.login("application");
        database.sql("ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_chain");
        database.sql("ALTER TABLE workflow_case DROP CONSTRAINT workflow_case_holds");
        database.sql(
                "DROP INDEX workflow_case_list" + (database.product().equals("MariaDB") ? " ON workflow_case" : ""));
        for (DataSource login : List.of(database.dataSource(), application)) {
            assertThatThrownBy(() -> WorkflowRuntime.on(login))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("the database lacks constraint workflow_audit_chain, "
                            + "constraint workflow_case_holds, index workflow_case_list; run the script");
        }
    }

    @Test
    void aTriggerOfTheSameNameIsNotTheSame() throws SQLException {
        String name = "workflow_audit_kept";
        database.sql("DROP TRIGGER " + name + (database.product().equals("PostgreSQL") ? " ON workflow_audit" : ""));
        database.sql(anotherTrigger(name));
        for (SchemaMode mode : List.of(SchemaMode.VALIDATE, SchemaMode.CREATE)) {
            assertThatThrownBy(() -> WorkflowRuntime.on(
                            database.dataSource(), RuntimeOptions.defaults().schemaMode(mode)))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("the tables differ from the schema: trigger workflow_audit_kept of"
                            + " workflow_audit differs, expected \"")
                    .hasMessageEndingWith("; find out who changed it, put it back as in the script that"
                            + " SchemaScripts." + database.scripts() + ".schema() gives, and verify all cases");
        }
    }

    private String anotherTrigger(String name) {
        return switch (database.product()) {
            case "H2" ->
                "CREATE TRIGGER " + name + " BEFORE DELETE ON workflow_audit FOR EACH ROW"
                        + " CALL 'org.workflowengine.h2.RequireWholeStep'";
            case "PostgreSQL" ->
                "CREATE TRIGGER " + name + " AFTER DELETE ON workflow_audit FOR EACH ROW"
                        + " EXECUTE FUNCTION workflow_refuse()";
            default -> "CREATE TRIGGER " + name + " BEFORE DELETE ON workflow_audit FOR EACH ROW SET @harmless = 1";
        };
    }

    /** The last of these statements is refused by that trigger, and none of them has an effect. */
    final void refused(String trigger, String... statements) throws SQLException {
        refused(
                violation -> {
                    assertThat(violation.getSQLState()).isIn("23000", "45000");
                    assertThat(violation.getMessage()).contains(trigger);
                },
                () -> database.transaction(statements));
    }
}
