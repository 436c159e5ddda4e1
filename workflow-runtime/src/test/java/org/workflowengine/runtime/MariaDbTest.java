package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is promised of every database, on MariaDB, where a server is reachable. */
class MariaDbTest {
    @BeforeAll
    static void aServerIsNeeded() {
        TestDatabase.assumeMariaDb();
    }

    @Nested
    class StartLog extends StartLogContract {
        StartLog() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Observers extends ObserverContract {
        Observers() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Migrations extends MigrationContract {
        Migrations() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class MigrationsOnTouch extends MigrationOnTouchContract {
        MigrationsOnTouch() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class OldRequests extends OldRequestsContract {
        OldRequests() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class MigrationsInBulk extends MigrationInBulkContract {
        MigrationsInBulk() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class VersionLinks extends VersionLinksContract {
        VersionLinks() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Imports extends ImportContract {
        Imports() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Holds extends HoldContract {
        Holds() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class RetentionOfCases extends RetentionContract {
        RetentionOfCases() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Obligations extends ObligationContract {
        Obligations() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class MigrationRaces extends MigrationRacesContract {
        MigrationRaces() {
            super(TestDatabase::mariaDb, 25);
        }
    }

    @Nested
    class Constraints extends ConstraintsContract {
        Constraints() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class InTransaction extends InTransactionContract {
        InTransaction() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class ByName extends ByNameContract {
        ByName() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Decisions extends DecisionContract {
        Decisions() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Door extends DoorContract {
        Door() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class SameDatabase extends SameDatabaseContract {
        SameDatabase() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class GivenBack extends GivenBackContract {
        GivenBack() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Hardening extends HardeningContract {
        Hardening() {
            super(TestDatabase::mariaDb);
        }

        @Test
        void aSessionWithoutChecksWritesNothing() throws SQLException {
            for (String check : List.of("foreign_key_checks", "check_constraint_checks", "unique_checks")) {
                String off = "SET SESSION " + check + " = 0";
                refused("workflow_audit_whole", off, step(Map.of()));
                refused("workflow_audit_erased", off, "UPDATE workflow_audit SET reason = 'another'");
                refused("workflow_audit_kept", off, "DELETE FROM workflow_audit");
                refused("workflow_case_forward", off, "UPDATE workflow_case SET state = 'CLOSED'");
                refused(
                        "workflow_case_first",
                        off,
                        "INSERT INTO workflow_case SELECT 'C-2', workflow, version, state, 1, digest, entered_at, moved_at, holds"
                                + " FROM workflow_case");
                refused(
                        "workflow_installation_new",
                        off,
                        "INSERT INTO workflow_installation"
                                + " SELECT 2, installation, origin_digest, schema_version FROM workflow_installation");
                refused("workflow_definition_new", off, definition("other", 1, 1, 1, true));
                refused("workflow_state_closed", off, state("other", 1, "A", "initial"));
                refused("workflow_transition_closed", off, transition("other", 1, "A", "GO", "B"));
            }
        }

        /** IGNORE turns many an error into a warning; what matters is that nothing is changed. */
        @Test
        void statementsThatSwallowErrors() throws SQLException {
            String illegal = step(Map.of("to_state", "'CLOSED'"));
            List<String> lies = new ArrayList<>(List.of(
                    "UPDATE IGNORE workflow_audit SET reason = 'another'",
                    "DELETE IGNORE FROM workflow_audit",
                    "DELETE IGNORE FROM workflow_case",
                    "UPDATE IGNORE workflow_case SET seq = 1, state = 'CREATED'",
                    "UPDATE IGNORE workflow_transition SET to_state = 'CLOSED'",
                    transition("case-review", 1, "CREATED", "JUMP", "CLOSED")
                            .replace("INSERT INTO", "INSERT IGNORE INTO"),
                    "UPDATE IGNORE workflow_installation SET schema_version = 3",
                    "DELETE IGNORE FROM workflow_installation",
                    "REPLACE INTO workflow_installation SELECT only_row, installation, origin_digest, 2"
                            + " FROM workflow_installation",
                    illegal.replace("INSERT INTO", "INSERT IGNORE INTO"),
                    step(Map.of("seq", "2")).replace("INSERT INTO", "REPLACE INTO"),
                    step(Map.of("seq", "2")) + " ON DUPLICATE KEY UPDATE reason = 'another'",
                    "REPLACE INTO workflow_case SELECT case_id, workflow, version, state, 1, digest, entered_at, moved_at, holds"
                            + " FROM workflow_case"));
            // A column that must not be null takes what its type has for nothing. A wrong digest anybody can write:
            // verification finds it.
            for (String column : List.of(
                    "case_id",
                    "seq",
                    "workflow",
                    "from_version",
                    "version",
                    "fingerprint",
                    "transition",
                    "from_state",
                    "to_state",
                    "actor_kind",
                    "source",
                    "recorded_at",
                    "previous_digest",
                    "format")) {
                lies.add(step(Map.of(column, "NULL")).replace("INSERT INTO", "INSERT IGNORE INTO"));
            }
            for (String lie : lies) {
                List<String> before = database.content();
                List<String> installation = database.rows("SELECT * FROM workflow_installation");
                try {
                    database.sql(lie);
                } catch (SQLException refused) {
                    assertThat(refused.getSQLState()).as(lie).isIn("23000", "45000");
                }
                assertThat(database.content()).as(lie).isEqualTo(before);
                assertThat(database.rows("SELECT * FROM workflow_installation"))
                        .as(lie)
                        .isEqualTo(installation);
            }
            assertThat(database.rows("SELECT COUNT(*) FROM workflow_transition"))
                    .containsExactly("[66]");
        }

        @Test
        void aStartNamesTheCatalogueThatIsMissing() throws SQLException {
            database.sql("DROP VIEW workflow_catalogue");
            assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("the database lacks workflow_catalogue; run the script");
        }
    }

    @Nested
    class SelfCheck extends SelfCheckContract {
        SelfCheck() {
            super(TestDatabase::mariaDb);
        }

        /** The view tells that everything is there; the owner sees that it is not, and the application believes the view. */
        @Test
        void aCatalogueThatLies() throws SQLException {
            database.roles();
            DataSource application = database.login("application");
            changed("CREATE TABLE lies AS SELECT * FROM workflow_catalogue");
            changed("CREATE OR REPLACE SQL SECURITY DEFINER VIEW workflow_catalogue AS SELECT * FROM lies");
            named("workflow_catalogue differs, expected \"VIEW DEFINER select");
            database.dropTriggers();
            named("workflow_catalogue differs, expected \"VIEW DEFINER select");
            for (String table : List.of("audit", "case", "definition", "state", "transition")) {
                changed("CREATE TRIGGER harmless_" + table + " BEFORE INSERT ON workflow_" + table
                        + " FOR EACH ROW SET @harmless = 1");
            }
            named("; and the database lacks ");
            named("trigger workflow_audit_kept");
            // What is written down as a limit: a login that sees nothing of the guards sees what the view tells.
            WorkflowRuntime.on(application);
        }

        @Test
        void aCatalogueThatIsATable() throws SQLException {
            changed("CREATE TABLE lies AS SELECT * FROM workflow_catalogue");
            changed("DROP VIEW workflow_catalogue");
            changed("RENAME TABLE lies TO workflow_catalogue");
            named("workflow_catalogue differs, expected \"VIEW DEFINER select");
        }

        @Test
        void theApplicationSeesThroughTheView() throws SQLException {
            database.roles();
            DataSource application = database.login("application");
            DataSource reading = database.login("reading");
            changed(
                    "CREATE TRIGGER of_the_owner BEFORE INSERT ON workflow_audit FOR EACH ROW SET NEW.reason = 'as ordered'");
            for (DataSource login : List.of(database.dataSource(), application, reading)) {
                named(
                        "the schema has no trigger of_the_owner of workflow_audit, found \"BEFORE INSERT FOR EACH ROW SET"
                                + " NEW.reason = 'as ordered'\"",
                        login);
            }
        }

        @Test
        void tablesAndColumnsOfAnotherKind() throws SQLException {
            changed("ALTER TABLE workflow_audit MODIFY source VARCHAR(128)");
            named("workflow_audit.source differs, expected \"");
            changed("ALTER TABLE workflow_audit MODIFY source VARCHAR(128) NOT NULL");
            accepted();
            changed("ALTER TABLE workflow_audit MODIFY actor VARCHAR(128) CHARACTER SET utf8mb3");
            named("workflow_audit.actor differs, expected \"");
            changed("ALTER TABLE workflow_audit MODIFY actor VARCHAR(128)");
            accepted();
            changed("ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_chain");
            changed(
                    "ALTER TABLE workflow_audit MODIFY prev_seq BIGINT GENERATED ALWAYS AS (NULLIF(seq - 2, 0)) STORED");
            named("workflow_audit.prev_seq differs, expected \"");
        }

        @Test
        void anotherEngine() throws SQLException {
            changed("ALTER TABLE workflow_case DROP CONSTRAINT workflow_case_audit");
            changed("ALTER TABLE workflow_case ENGINE = MyISAM");
            named("workflow_case differs, expected \"BASE TABLE InnoDB utf8mb4_nopad_bin\","
                    + " found \"BASE TABLE MyISAM utf8mb4_nopad_bin\"");
        }

        /** The same text, made in a session in which it means something else. */
        @Test
        void aTriggerOfAnotherSqlMode() throws SQLException {
            try (Connection session = database.dataSource().getConnection();
                    Statement statement = session.createStatement()) {
                statement.execute("SET SESSION sql_mode = 'STRICT_TRANS_TABLES,EMPTY_STRING_IS_NULL'");
                statement.execute(
                        "CREATE OR REPLACE TRIGGER workflow_definition_kept BEFORE DELETE ON workflow_definition FOR EACH ROW"
                                + " BEGIN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_definition_kept: what is recorded stays'; END");
            }
            named("trigger workflow_definition_kept of workflow_definition differs, expected \"");
            changed(
                    "CREATE OR REPLACE TRIGGER workflow_definition_kept BEFORE DELETE ON workflow_definition FOR EACH ROW"
                            + " BEGIN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'workflow_definition_kept: what is recorded stays'; END");
            accepted();
        }
    }

    @Nested
    class WhatIf extends WhatIfContract {
        WhatIf() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class History extends HistoryContract {
        History() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Races extends RacesContract {
        Races() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class RequestId extends RequestIdContract {
        RequestId() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class SchemaModes extends SchemaModesContract {
        SchemaModes() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Pages extends PagesContract {
        Pages() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class CaseSearches extends CaseSearchContract {
        CaseSearches() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class WorkList extends WorkListContract {
        WorkList() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Erasure extends ErasureContract {
        Erasure() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Since extends SinceContract {
        Since() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class UnfinishedRuns extends UnfinishedRunContract {
        UnfinishedRuns() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Checkpoints extends CheckpointContract {
        Checkpoints() {
            super(TestDatabase::mariaDb);
        }

        /** Rows and lines cannot be merged then, and nobody is told that nothing is missing. */
        @Test
        void casesInAnotherOrder() throws Exception {
            Path file = full();
            unprotected.begin();
            assertThat(runtime.verification().against(file).verifyAll().isIntact())
                    .isTrue();
            database.sql("ALTER TABLE workflow_audit MODIFY case_id VARCHAR(64) COLLATE utf8mb4_general_ci");
            database.sql("ALTER TABLE workflow_case MODIFY case_id VARCHAR(64) COLLATE utf8mb4_general_ci");
            assertThat(runtime.verification().against(file).verifyAll().findings())
                    .anySatisfy(finding -> assertThat(finding)
                            .hasToString(
                                    "table workflow_audit: expected cases in the order of the bytes of their ids, to compare"
                                            + " them with a checkpoint, found another order: its columns are not as the schema made"
                                            + " them"));
            assertThatThrownBy(this::full).hasMessageContaining("which is not the order of the bytes of the ids");
        }
    }

    @Nested
    class KeyRotation extends KeyRotationContract {
        KeyRotation() {
            super(TestDatabase::mariaDb);
        }
    }

    @Nested
    class Verification extends VerificationContract {
        Verification() {
            super(TestDatabase::mariaDb);
        }
    }

    /** What a session is set to, so that something else would be stored than what it is given. */
    @Nested
    class Settings {
        private static final String WHERE =
                " (in the URL's sessionVariables, the pool's first statement, init_connect or on the server)";

        private static final RuntimeOptions CREATE = RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);

        @Test
        void aSessionThatShortensTexts() {
            refused(
                    "sql_mode = ''",
                    "this MariaDB session would truncate texts that do not fit: its sql_mode is ''; add"
                            + " sessionVariables=sql_mode='STRICT_TRANS_TABLES' to its URL, or set it on the server");
        }

        @Test
        void aSessionThatTakesTheEmptyTextForNull() {
            refused(
                    "sql_mode = 'STRICT_TRANS_TABLES,EMPTY_STRING_IS_NULL'",
                    "this MariaDB session treats the empty text as NULL: its sql_mode is"
                            + " 'STRICT_TRANS_TABLES,EMPTY_STRING_IS_NULL'; remove EMPTY_STRING_IS_NULL from it, in the URL"
                            + " or on the server");
        }

        /** The driver itself closes a connection that sends or receives another set than one of UTF-8. */
        @Test
        void aSessionThatReplacesCharacters() {
            for (String change : List.of(
                    "character_set_client = utf8mb3",
                    "character_set_connection = utf8mb3",
                    "character_set_connection = latin1",
                    "character_set_results = utf8mb3")) {
                refused(
                        change,
                        "this MariaDB session would replace characters: its " + change.replace("=", "is")
                                + "; remove it from the URL and the pool's settings: the driver's default is utf8mb4");
            }
            refused(
                    "character_set_results = NULL",
                    "this MariaDB session would replace characters: its character_set_results is null;"
                            + " remove it from the URL and the pool's settings: the driver's default is utf8mb4");
        }

        /** A verification would take what it is shown for all there is. */
        @Test
        void aSessionThatReadsNoMoreThanSoManyRows() {
            for (String limit : List.of("0", "1", "100000")) {
                refused(
                        "sql_select_limit = " + limit,
                        "this MariaDB session reads no more of any answer than its sql_select_limit of " + limit
                                + " rows; remove sql_select_limit" + WHERE + ": expected its default, no limit");
            }
            refused(
                    "max_join_size = 1",
                    "this MariaDB session refuses to read many rows, as a verification does: its sql_big_selects is 0;"
                            + " remove max_join_size, which sets it, or sql_big_selects" + WHERE + ": expected 1");
        }

        @Test
        void aSessionThatEndsMoreOrLessWithEachCommit() {
            for (String completion : List.of("CHAIN", "RELEASE")) {
                refused(
                        "completion_type = '" + completion + "'",
                        "this MariaDB session does not end a transaction alone with a commit: its completion_type is "
                                + completion
                                + ", which begins another transaction like it, or ends the connection; remove completion_type"
                                + WHERE + ": expected NO_CHAIN");
            }
        }

        @Test
        void aSessionInWhichNoStepCanBeWritten() throws SQLException {
            for (String check : List.of("foreign_key_checks", "check_constraint_checks", "unique_checks")) {
                refused(
                        check + " = 0",
                        "this MariaDB session has switched checks off, and the triggers let such a session write nothing: its "
                                + check + " is 0; remove " + check + WHERE + ": expected 1");
            }
            refused(
                    "tx_read_only = 1",
                    "this MariaDB session begins every transaction read-only: its transaction_read_only"
                            + " (tx_read_only) is ON; remove it" + WHERE
                            + ": expected OFF; to verify only, use Verification.of, which needs no runtime");
            try (TestDatabase database = TestDatabase.mariaDb()) {
                database.runtime();
                DataSource reading = with("foreign_key_checks = 0, tx_read_only = 1", database.dataSource());
                assertThat(org.workflowengine.runtime.Verification.of(reading, Seals.none())
                                .verifyAll()
                                .isIntact())
                        .isTrue();
            }
        }

        /** Tables without their guards would stay: each statement that changes the schema commits. */
        @Test
        void aSessionInWhichTheScriptsWouldStopHalfWay() throws SQLException {
            for (String change : List.of("enforce_storage_engine = MyISAM", "alter_algorithm = INSTANT")) {
                try (TestDatabase database = TestDatabase.mariaDb()) {
                    assertThatThrownBy(() -> WorkflowRuntime.on(with(change, database.dataSource()), CREATE))
                            .isInstanceOf(SetupException.class)
                            .hasMessageContaining("its " + change.replace("=", "is"));
                    assertThat(database.tables()).isEmpty();
                    database.runtime();
                    WorkflowRuntime.on(with(change, database.dataSource()));
                }
            }
        }

        /** Quotes and bars mean something else, the catalogue is told in other words, answers come in another order. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,IGNORE_SPACE,PAD_CHAR_TO_FULL_LENGTH,"
                            + "HIGH_NOT_PRECEDENCE,NO_ZERO_DATE,NO_ZERO_IN_DATE,REAL_AS_FLOAT,ONLY_FULL_GROUP_BY,"
                            + "SIMULTANEOUS_ASSIGNMENT,TIME_ROUND_FRACTIONAL,NO_UNSIGNED_SUBTRACTION,STRICT_TRANS_TABLES'",
                    "sql_mode = 'ORACLE,STRICT_TRANS_TABLES'",
                    "sql_mode = 'MSSQL,STRICT_ALL_TABLES'",
                    "sql_mode = 'TRADITIONAL', sql_quote_show_create = 0",
                    "autocommit = 0, innodb_lock_wait_timeout = 0, lock_wait_timeout = 1,"
                            + " innodb_snapshot_isolation = 1, tx_isolation = 'SERIALIZABLE', sql_safe_updates = 1",
                    "default_storage_engine = MyISAM, default_tmp_storage_engine = MyISAM, innodb_strict_mode = 0, old_mode = '',"
                            + " explicit_defaults_for_timestamp = 0, time_zone = '+05:30', timestamp = 1000000000.5,"
                            + " collation_connection = utf8mb4_swedish_ci, character_set_server = latin1,"
                            + " character_set_database = latin1, character_set_filesystem = latin1, lc_time_names = 'tr_TR'",
                    "sql_notes = 0, sql_warnings = 1, max_error_count = 0, max_sort_length = 64, group_concat_max_len = 4,"
                            + " sql_auto_is_null = 1, sql_if_exists = 1, big_tables = 1, updatable_views_with_limit = 0,"
                            + " optimizer_switch = 'materialization=off,semijoin=off,derived_merge=off', div_precision_increment = 0,"
                            + " tx_isolation = 'READ-UNCOMMITTED', max_sp_recursion_depth = 0, max_recursive_iterations = 0"
                })
        void whatDoesNoHarmIsAllowed(String change) throws SQLException {
            try (TestDatabase database = TestDatabase.mariaDb()) {
                DataSource changed = with(change, database.dataSource());
                String text = "a\\'b\"c`d %_\u00e9\ud83d\ude00 || /*";
                Engine reviews = Engine.on(WorkflowRuntime.on(changed, CREATE));
                reviews.open("C-1", by("alice").because(text).requestId("R-1")).orThrow();
                assertThat(reviews.open("C-1", by("alice").because(text).requestId("R-1")))
                        .isInstanceOfSatisfying(
                                Outcome.Applied.class,
                                again -> assertThat(again.replayed()).isTrue());
                assertThat(reviews.applyAll(List.of(
                                Request.opening("C-2", by("alice").because("bulk")),
                                Request.move(
                                        "C-1",
                                        "START_REVIEW",
                                        ALL_TRUE,
                                        by("bob").because("bulk")))))
                        .allMatch(outcome -> outcome.isApplied());
                reviews.erase("C-1", 1, by("officer").because("law")).orThrow();
                assertThat(reviews.load("C-1").seq()).isEqualTo(3);
                WorkflowRuntime validated = WorkflowRuntime.on(changed);
                assertThat(validated.verification().verifyAll()).hasToString("intact, 1 erased: 2 cases, 4 entries");
                assertThat(WorkflowRuntime.on(database.dataSource())
                                .verification()
                                .verifyAll()
                                .isIntact())
                        .isTrue();
                try (Connection session = changed.getConnection();
                        Statement statement = session.createStatement();
                        ResultSet row = statement.executeQuery("SELECT @@sql_mode LIMIT 1")) {
                    row.next();
                    String mode = row.getString(1);
                    DataSource one = Intercepted.dataSource(changed, (call, argument, effect) -> switch (call) {
                        case "DataSource.getConnection" -> session;
                        case "Connection.close" -> null;
                        default -> effect.make();
                    });
                    WorkflowRuntime.on(one, CREATE);
                    try (ResultSet after = statement.executeQuery("SELECT @@sql_mode LIMIT 1")) {
                        after.next();
                        assertThat(after.getString(1)).isEqualTo(mode);
                    }
                }
            }
        }

        /** Whatever a session's own is. */
        @Test
        void aStepIsMadeAtReadCommitted() throws SQLException {
            for (String isolation : List.of("READ-UNCOMMITTED", "READ-COMMITTED", "REPEATABLE-READ", "SERIALIZABLE")) {
                try (TestDatabase database = TestDatabase.mariaDb()) {
                    CaseReview.install(database.runtime(), CaseReview.DEFINITION);
                    List<String> seen = new ArrayList<>();
                    AtomicReference<Connection> current = new AtomicReference<>();
                    DataSource watched = Intercepted.dataSource(
                            with("tx_isolation = '" + isolation + "'", database.dataSource()),
                            (call, argument, effect) -> {
                                if (call.equals("Connection.commit")) {
                                    try (Statement statement = current.get().createStatement();
                                            ResultSet row = statement.executeQuery("SELECT trx_isolation_level"
                                                    + " FROM information_schema.innodb_trx"
                                                    + " WHERE trx_mysql_thread_id = CONNECTION_ID()")) {
                                        row.next();
                                        seen.add(row.getString(1));
                                    }
                                }
                                Object result = effect.make();
                                if (call.equals("DataSource.getConnection")) {
                                    current.set((Connection) result);
                                }
                                return result;
                            });
                    Engine.on(WorkflowRuntime.on(watched))
                            .open("C-1", by("alice").because("claim received"))
                            .orThrow();
                    assertThat(seen).containsExactly("READ COMMITTED");
                }
            }
        }

        /** What the database and the server have for others does not matter: the tables have their own. */
        @Test
        void aDatabaseOfAnotherCharacterSetHolds() throws SQLException {
            try (TestDatabase database = TestDatabase.mariaDb()) {
                database.sql("ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_swedish_ci");
                Engine reviews = Engine.on(database.runtime());
                String everything = "\u00e9\ud83d\ude00\ufb01";
                reviews.open("C-1", by(everything).because(everything)).orThrow();
                assertThat(database.rows("SELECT actor, reason FROM workflow_audit"))
                        .containsExactly("[" + everything + ", " + everything + "]");
                assertThat(WorkflowRuntime.on(database.dataSource())
                                .verification()
                                .verifyAll()
                                .isIntact())
                        .isTrue();
            }
        }

        @Test
        void columnsThatAreNotComparedByteByByte() throws SQLException {
            for (String collation : List.of("utf8mb4_general_ci", "utf8mb4_bin")) {
                try (TestDatabase database = TestDatabase.mariaDb()) {
                    database.script(SchemaScripts.MARIADB.schema().replace("utf8mb4_nopad_bin", collation));
                    assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                            .isInstanceOf(SetupException.class)
                            .hasMessageContaining("case_id");
                }
            }
        }

        private static DataSource with(String variables, DataSource dataSource) {
            return Intercepted.dataSource(dataSource, (call, argument, effect) -> {
                Object result = effect.make();
                if (result instanceof Connection connection && call.equals("DataSource.getConnection")) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("SET SESSION " + variables);
                    }
                }
                return result;
            });
        }

        private void refused(String variable, String message) {
            try (TestDatabase database = TestDatabase.mariaDb()) {
                DataSource changed = with(variable, database.dataSource());
                for (SchemaMode mode : SchemaMode.values()) {
                    assertThatThrownBy(() -> WorkflowRuntime.on(
                                    changed, RuntimeOptions.defaults().schemaMode(mode)))
                            .as(variable)
                            .isInstanceOf(SetupException.class)
                            .hasMessage(message);
                }
                assertThat(database.tables()).isEmpty();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
