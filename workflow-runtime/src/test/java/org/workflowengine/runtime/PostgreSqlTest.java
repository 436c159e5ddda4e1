package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is promised of every database, on PostgreSQL. */
class PostgreSqlTest {
    @Nested
    class StartLog extends StartLogContract {
        StartLog() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Observers extends ObserverContract {
        Observers() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Migrations extends MigrationContract {
        Migrations() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class MigrationsOnTouch extends MigrationOnTouchContract {
        MigrationsOnTouch() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class OldRequests extends OldRequestsContract {
        OldRequests() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class MigrationsInBulk extends MigrationInBulkContract {
        MigrationsInBulk() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class VersionLinks extends VersionLinksContract {
        VersionLinks() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Imports extends ImportContract {
        Imports() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Holds extends HoldContract {
        Holds() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class RetentionOfCases extends RetentionContract {
        RetentionOfCases() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Obligations extends ObligationContract {
        Obligations() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class MigrationRaces extends MigrationRacesContract {
        MigrationRaces() {
            super(TestDatabase::postgres, 200);
        }
    }

    @Nested
    class Constraints extends ConstraintsContract {
        Constraints() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class InTransaction extends InTransactionContract {
        InTransaction() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class ByName extends ByNameContract {
        ByName() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Decisions extends DecisionContract {
        Decisions() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Door extends DoorContract {
        Door() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class SameDatabase extends SameDatabaseContract {
        SameDatabase() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class GivenBack extends GivenBackContract {
        GivenBack() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Hardening extends HardeningContract {
        Hardening() {
            super(TestDatabase::postgres);
        }

        @Test
        void aStepThatItsCaseHasNotMade() throws SQLException {
            refused("workflow_audit_made", step(Map.of()));
            refused("workflow_audit_made", step(ERASURE), moveTo(3, "UNDER_REVIEW", "entered_at"));
            database.roles();
            DataSource application = database.login("application");
            String step = step(Map.of());
            assertThatThrownBy(() -> TestDatabase.transaction(application, step))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("workflow_audit_made");
        }

        @Test
        void noTableIsEmptied() throws SQLException {
            for (String table : List.of("installation", "definition", "state", "transition", "audit", "case")) {
                refused("_not_emptied", "TRUNCATE workflow_" + table + " CASCADE");
            }
        }

        @Test
        void anIndexThatIsNotUniqueAnyMore() throws SQLException {
            database.sql("DROP INDEX workflow_audit_request");
            database.sql("CREATE INDEX workflow_audit_request ON workflow_audit (case_id, request_id)");
            assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("the database lacks unique index workflow_audit_request; run the script");
        }

        /** Triggers act in the sessions of a replication too, where foreign keys do not. */
        @Test
        void aSessionThatPretendsToReplicate() throws SQLException {
            String replicate = "SET session_replication_role = replica";
            refused("workflow_audit_erased", replicate, "UPDATE workflow_audit SET reason = 'another'");
            refused("workflow_audit_kept", replicate, "DELETE FROM workflow_audit");
            refused("workflow_case_forward", replicate, "UPDATE workflow_case SET state = 'CLOSED'");
        }

        /** A temporary table of the same name comes first wherever no schema is named: here the owner lets the login make one. */
        @Test
        void aTableThatHidesTheRealOne() throws SQLException {
            database.roles();
            DataSource application = database.login("application");
            assertThatThrownBy(
                            () -> TestDatabase.sql(application, "CREATE TEMPORARY TABLE workflow_audit (seq BIGINT)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied to create temporary tables");
            String name = database.rows("SELECT current_database()").get(0).replaceAll("[\\[\\]]", "");
            database.sql("GRANT TEMPORARY ON DATABASE " + name + " TO PUBLIC");
            String step = step(Map.of()).replace("INTO workflow_audit", "INTO public.workflow_audit");
            String move = moveTo(3, "REJECTED", LATER).replace("workflow_case", "public.workflow_case");
            assertThatThrownBy(() -> TestDatabase.transaction(
                            application,
                            "CREATE TEMPORARY TABLE workflow_audit AS SELECT * FROM public.workflow_audit",
                            step,
                            "INSERT INTO pg_temp.workflow_audit SELECT * FROM public.workflow_audit WHERE seq = 3",
                            "UPDATE pg_temp.workflow_audit SET recorded_at = " + LATER,
                            move))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("workflow_case_forward");
        }

        @Test
        void aStartNamesWhatIsDisabled() throws SQLException {
            database.sql("ALTER TABLE workflow_case DISABLE TRIGGER workflow_case_kept");
            database.sql("ALTER TABLE workflow_transition DISABLE TRIGGER ALL");
            database.sql("ALTER FUNCTION workflow_audit_made() RESET ALL");
            assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("constraint workflow_transition_to of workflow_transition differs,")
                    .hasMessageContaining("constraint workflow_audit_legal of workflow_audit differs,")
                    .hasMessageContaining("function workflow_audit_made() differs,")
                    .hasMessageContaining("trigger workflow_transition_closed of workflow_transition differs,")
                    .hasMessageContaining("trigger workflow_transition_unchanged of workflow_transition differs,")
                    .hasMessageContaining("trigger workflow_transition_kept of workflow_transition differs,")
                    .hasMessageContaining("trigger workflow_transition_not_emptied of workflow_transition differs,")
                    .hasMessageContaining(
                            "trigger workflow_case_kept of workflow_case differs, expected \"BEFORE DELETE ON"
                                    + " public.workflow_case FOR EACH ROW EXECUTE FUNCTION public.workflow_case_kept()\", found"
                                    + " \"BEFORE DELETE ON public.workflow_case FOR EACH ROW EXECUTE FUNCTION"
                                    + " public.workflow_case_kept() disabled\"");
        }
    }

    @Nested
    class SelfCheck extends SelfCheckContract {
        SelfCheck() {
            super(TestDatabase::postgres);
        }

        @Test
        void aFunctionThatIsEmptiedBesideAnOverloadThatIsNot() throws SQLException {
            String original = database.rows("SELECT prosrc FROM pg_proc WHERE proname = 'workflow_refuse'")
                    .get(0);
            String body = original.substring(1, original.length() - 1);
            changed("CREATE FUNCTION workflow_refuse(INTEGER) RETURNS INTEGER LANGUAGE plpgsql AS $$" + body + "$$");
            named("the schema has no function workflow_refuse(integer), found \"RETURNS integer");
            changed("CREATE OR REPLACE FUNCTION workflow_refuse() RETURNS trigger LANGUAGE plpgsql"
                    + " SET search_path = public, pg_temp AS $$ BEGIN RETURN OLD; END $$");
            named("function workflow_refuse() differs, expected \"");
            changed("CREATE OR REPLACE FUNCTION workflow_refuse() RETURNS trigger LANGUAGE plpgsql"
                    + " SET search_path = public, pg_temp AS $$" + body + "$$");
            changed("DROP FUNCTION workflow_refuse(INTEGER)");
        }

        @Test
        void aFunctionOfTheSameTextThatActsOtherwise() throws SQLException {
            for (String change : List.of(
                    "SECURITY DEFINER",
                    "STRICT",
                    "SET search_path = pg_temp, public",
                    "SET session_replication_role = replica")) {
                changed("ALTER FUNCTION workflow_refuse() " + change);
                named("function workflow_refuse() differs, expected \"");
                changed(
                        "ALTER FUNCTION workflow_refuse() SECURITY INVOKER CALLED ON NULL INPUT RESET session_replication_role");
                changed("ALTER FUNCTION workflow_refuse() SET search_path = public, pg_temp");
            }
        }

        @Test
        void anotherTrigger() throws SQLException {
            changed("CREATE FUNCTION quietly() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN NEW.reason := 'as ordered'; RETURN NEW; END $$");
            changed(
                    "CREATE TRIGGER of_the_owner BEFORE INSERT ON workflow_audit FOR EACH ROW EXECUTE FUNCTION quietly()");
            named(
                    "the schema has no trigger of_the_owner of workflow_audit, found \"BEFORE INSERT ON public.workflow_audit"
                            + " FOR EACH ROW EXECUTE FUNCTION public.quietly()");
        }

        @Test
        void aTriggerThatActsOnlyInSomeSessions() throws SQLException {
            for (String mode : List.of("ENABLE TRIGGER", "ENABLE REPLICA TRIGGER", "DISABLE TRIGGER")) {
                changed("ALTER TABLE workflow_case " + mode + " workflow_case_kept");
                named("trigger workflow_case_kept of workflow_case differs, expected \"");
            }
            changed("ALTER TABLE workflow_case ENABLE ALWAYS TRIGGER workflow_case_kept");
            accepted();
            for (String internal : database.rows(
                    "SELECT tgname FROM pg_trigger WHERE tgisinternal" + " AND tgrelid = 'workflow_case'::regclass")) {
                String name = '"' + internal.substring(1, internal.length() - 1) + '"';
                changed("ALTER TABLE workflow_case ENABLE REPLICA TRIGGER " + name);
                named("constraint workflow_case_audit of workflow_case differs, expected \"");
                changed("ALTER TABLE workflow_case ENABLE TRIGGER " + name);
            }
            accepted();
        }

        @Test
        void rowsThatAreHidden() throws SQLException {
            changed("CREATE POLICY of_the_owner ON workflow_case USING (false)");
            named("the schema has no policy of_the_owner of workflow_case");
            changed("ALTER TABLE workflow_case ENABLE ROW LEVEL SECURITY");
            named("workflow_case differs, expected \"table\", found \"table with row level security\"");
        }

        @Test
        void aRuleInsteadOfAnInsert() throws SQLException {
            changed("CREATE RULE of_the_owner AS ON INSERT TO workflow_audit DO INSTEAD NOTHING");
            named("the schema has no rule of_the_owner of workflow_audit, found \"CREATE RULE");
        }

        @Test
        void rowsOfAnotherTable() throws SQLException {
            changed("CREATE TABLE more () INHERITS (workflow_audit)");
            named("the schema has no child public.more of workflow_audit");
            changed("DROP TABLE more");
            accepted();
            changed("CREATE TABLE less (case_id TEXT COLLATE \"C\")");
            changed("ALTER TABLE less ALTER case_id TYPE "
                    + database.rows("SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
                                    + " WHERE attrelid = 'workflow_case'::regclass AND attname = 'case_id'")
                            .get(0)
                            .replaceAll("[\\[\\]]", "")
                    + " COLLATE \"C\"");
            changed("ALTER TABLE workflow_case INHERIT less");
            named("the schema has no parent public.less of workflow_case");
        }

        @Test
        void aColumnThatIsNoLongerComputed() throws SQLException {
            changed("ALTER TABLE workflow_audit ALTER prev_seq DROP EXPRESSION");
            named("workflow_audit.prev_seq differs, expected \"bigint GENERATED ALWAYS");
        }

        @Test
        void columnsOfAnotherKind() throws SQLException {
            changed("ALTER TABLE workflow_audit ALTER source DROP NOT NULL");
            named("workflow_audit.source differs, expected \"");
            changed("ALTER TABLE workflow_audit ALTER source SET NOT NULL");
            changed("ALTER TABLE workflow_audit ALTER actor TYPE VARCHAR(100) COLLATE \"C\"");
            named("workflow_audit.actor differs, expected \"");
            changed("ALTER TABLE workflow_audit ALTER actor TYPE TEXT COLLATE \"default\"");
            named("workflow_audit.actor differs, expected \"");
        }

        @Test
        void aConstraintThatOldRowsNeedNotMeet() throws SQLException {
            changed("ALTER TABLE workflow_case DROP CONSTRAINT workflow_case_holds");
            changed("ALTER TABLE workflow_case ADD CONSTRAINT workflow_case_holds CHECK (holds >= 0) NOT VALID");
            named("constraint workflow_case_holds of workflow_case differs, expected \"");
        }

        /** The constraint is as it was, and so are the types. */
        @Test
        void aFunctionThatFindsEveryRowRight() throws SQLException {
            String arguments = database.rows("SELECT pg_get_function_arguments('workflow_audit_values'::regproc)")
                    .get(0);
            changed("CREATE OR REPLACE FUNCTION workflow_audit_values(" + arguments.substring(1, arguments.length() - 1)
                    + ") RETURNS BOOLEAN LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp"
                    + " AS 'BEGIN RETURN TRUE; END'");
            named("function workflow_audit_values(");
            changed(database.scripts().schema());
            accepted();
            changed("ALTER FUNCTION workflow_audit_values RESET search_path");
            named("function workflow_audit_values(");
            changed(database.scripts().schema());
            changed("ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_values");
            named("the database lacks constraint workflow_audit_values;");
        }

        /** It reads as before, and means what the owner wants. */
        @Test
        void anExpressionWithAnOperatorOfTheOwners() throws SQLException {
            changed("CREATE FUNCTION agree(INTEGER, BIGINT) RETURNS BOOLEAN IMMUTABLE LANGUAGE sql RETURN true");
            changed("CREATE OPERATOR >>= (LEFTARG = INTEGER, RIGHTARG = BIGINT, FUNCTION = agree)");
            changed("ALTER TABLE workflow_case ADD CONSTRAINT agreed CHECK (version >>= seq)");
            named("the schema has no expression of workflow_case with operator public.>>=(integer,bigint)");
        }

        @Test
        void aComputedIndex() throws SQLException {
            changed("CREATE FUNCTION watched(BIGINT) RETURNS BIGINT IMMUTABLE LANGUAGE sql RETURN $1");
            changed("CREATE INDEX of_the_owner ON workflow_case (watched(seq))");
            named(
                    "the schema has no computed index of_the_owner of workflow_case, found \"USING btree (public.watched(seq))\"");
        }

        /** The engine names the schema, so that nothing else is in the place of its tables, there or for the self-check. */
        @Test
        void namesThatComeFirstDeceiveNobody() throws SQLException {
            changed("CREATE SCHEMA first");
            changed(
                    "CREATE FUNCTION first.workflow_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$");
            changed("ALTER DATABASE "
                    + database.rows("SELECT current_database()").get(0).replaceAll("[\\[\\]]", "")
                    + " SET search_path = first, public");
            accepted();
            WorkflowRuntime.on(after(
                    "CREATE TEMPORARY TABLE workflow_case AS SELECT * FROM public.workflow_case",
                    database.dataSource()));
            changed("ALTER FUNCTION public.workflow_refuse() RENAME TO hidden");
            named("the database lacks function workflow_refuse()");
        }

        /** Settings that change how a server writes definitions down, but not what they are. */
        @Test
        void otherWaysToWriteTheSame() {
            for (String setting : List.of(
                    "quote_all_identifiers = on", "bytea_output = escape", "search_path = public, pg_catalog")) {
                WorkflowRuntime.on(after("SET " + setting, database.dataSource()));
            }
        }

        @Test
        void aViewInAPathThatComesFirst() throws SQLException {
            changed("CREATE SCHEMA first");
            changed("CREATE VIEW first.workflow_case AS SELECT * FROM public.workflow_case");
            changed("CREATE VIEW first.workflow_audit AS SELECT * FROM public.workflow_audit");
            named(
                    "workflow_case differs, expected \"table\", found \"view SELECT ",
                    after("SET search_path = first, public", database.dataSource()));
        }

        /** A partition has the triggers of its table, each of which can be switched off by itself. */
        @Test
        void aTriggerThatIsOffInOnePartition() throws SQLException {
            try (TestDatabase partitioned = TestDatabase.postgres()) {
                String script = SchemaScripts.POSTGRESQL.schema();
                int end = script.indexOf("\n);", script.indexOf("CREATE TABLE IF NOT EXISTS workflow_case ("));
                partitioned.script(script.substring(0, end) + "\n) PARTITION BY HASH (case_id);\n"
                        + "CREATE TABLE p0 PARTITION OF workflow_case FOR VALUES WITH (MODULUS 2, REMAINDER 0);\n"
                        + "CREATE TABLE p1 PARTITION OF workflow_case FOR VALUES WITH (MODULUS 2, REMAINDER 1);\n"
                        + script.substring(end + 3));
                WorkflowRuntime.on(partitioned.dataSource());
                partitioned.sql("ALTER TABLE p1 DISABLE TRIGGER workflow_case_forward");
                named(
                        "trigger workflow_case_forward in partition p1 of workflow_case differs, expected \"",
                        partitioned.dataSource());
                partitioned.sql("ALTER TABLE p1 ENABLE ALWAYS TRIGGER workflow_case_forward");
                WorkflowRuntime.on(partitioned.dataSource());
                partitioned.sql("CREATE RULE quietly AS ON UPDATE TO p1 DO INSTEAD NOTHING");
                named("the schema has no rule quietly in partition p1 of workflow_case", partitioned.dataSource());
            }
        }
    }

    @Nested
    class WhatIf extends WhatIfContract {
        WhatIf() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class History extends HistoryContract {
        History() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Races extends RacesContract {
        Races() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class RequestId extends RequestIdContract {
        RequestId() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class SchemaModes extends SchemaModesContract {
        SchemaModes() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Pages extends PagesContract {
        Pages() {
            super(TestDatabase::postgres);
        }

        @Override
        List<String> settings() {
            return List.of(
                    "SET plan_cache_mode = auto",
                    "SET plan_cache_mode = force_custom_plan",
                    "SET plan_cache_mode = force_generic_plan");
        }
    }

    @Nested
    class CaseSearches extends CaseSearchContract {
        CaseSearches() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class WorkList extends WorkListContract {
        WorkList() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Erasure extends ErasureContract {
        Erasure() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Since extends SinceContract {
        Since() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class UnfinishedRuns extends UnfinishedRunContract {
        UnfinishedRuns() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Checkpoints extends CheckpointContract {
        Checkpoints() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class KeyRotation extends KeyRotationContract {
        KeyRotation() {
            super(TestDatabase::postgres);
        }
    }

    @Nested
    class Verification extends VerificationContract {
        Verification() {
            super(TestDatabase::postgres);
        }
    }

    /** What a server or a session is set to, so that something else would be stored, or nothing be checked. */
    @Nested
    class Settings {
        /** SQL_ASCII counts bytes, so that 64 letters need not fit; the others lack characters, and say so in the middle of a step. */
        @ParameterizedTest
        @ValueSource(strings = {"LATIN1", "SQL_ASCII", "EUC_JP", "WIN1252"})
        void anEncodingThatCannotHoldEveryCharacter(String encoding) {
            try (TestDatabase database = TestDatabase.postgres(
                    "ENCODING '" + encoding + "' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")) {
                assertThatThrownBy(database::runtime)
                        .isInstanceOf(SetupException.class)
                        .hasMessage("this PostgreSQL database stores texts in " + encoding
                                + ", which cannot hold, or not count, every character;"
                                + " create it with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
            }
        }

        @Test
        void aSessionInAnotherEncoding() {
            try (TestDatabase database = TestDatabase.postgres()) {
                PGSimpleDataSource changed = new PGSimpleDataSource();
                changed.setUrl(database.url());
                changed.setUser("postgres");
                changed.setAllowEncodingChanges(true);
                assertThatThrownBy(() -> WorkflowRuntime.on(after("SET client_encoding = 'LATIN1'", changed)))
                        .isInstanceOf(SetupException.class)
                        .hasMessageStartingWith("this PostgreSQL session's client_encoding is LATIN1");
            }
        }

        @Test
        void aSessionThatChecksNoForeignKeys() {
            try (TestDatabase database = TestDatabase.postgres()) {
                DataSource replica = after("SET session_replication_role = replica", database.dataSource());
                assertThatThrownBy(() -> WorkflowRuntime.on(replica))
                        .isInstanceOf(SetupException.class)
                        .hasMessageStartingWith("this PostgreSQL session checks no foreign keys:"
                                + " its session_replication_role is replica");
            }
        }

        /** The scripts have backslashes in texts: with another meaning the constraints would be others. */
        @Test
        void aSessionThatReadsBackslashesAsEscapes() throws SQLException {
            try (TestDatabase database = TestDatabase.postgres()) {
                DataSource escaping = after("SET standard_conforming_strings = off", database.dataSource());
                for (SchemaMode mode : SchemaMode.values()) {
                    assertThatThrownBy(() -> WorkflowRuntime.on(
                                    escaping, RuntimeOptions.defaults().schemaMode(mode)))
                            .isInstanceOf(SetupException.class)
                            .hasMessageStartingWith("this PostgreSQL session reads a backslash in a text as an escape:"
                                    + " its standard_conforming_strings is off; find out who set it");
                }
                assertThat(database.tables()).isEmpty();
            }
        }

        @Test
        void aSessionInWhichNoStepCanBeWritten() throws SQLException {
            try (TestDatabase database = TestDatabase.postgres()) {
                DataSource reading = after("SET default_transaction_read_only = on", database.dataSource());
                for (SchemaMode mode : SchemaMode.values()) {
                    assertThatThrownBy(() -> WorkflowRuntime.on(
                                    reading, RuntimeOptions.defaults().schemaMode(mode)))
                            .isInstanceOf(SetupException.class)
                            .hasMessageStartingWith("this PostgreSQL session begins every transaction read-only:"
                                    + " its default_transaction_read_only is on; find out who set it");
                }
                assertThat(database.tables()).isEmpty();
                database.runtime();
                assertThat(org.workflowengine.runtime.Verification.of(reading, Seals.none())
                                .verifyAll()
                                .isIntact())
                        .isTrue();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SET default_transaction_isolation = 'serializable'; SET default_transaction_deferrable = on;"
                            + " SET row_security = off; SET transform_null_equals = on; SET array_nulls = off;"
                            + " SET quote_all_identifiers = on; SET bytea_output = escape; SET IntervalStyle = iso_8601",
                    "SET TimeZone = 'America/St_Johns'; SET extra_float_digits = -15; SET xmloption = document; SET work_mem = 64;"
                            + " SET check_function_bodies = off; SET session_replication_role = local; SET exit_on_error = on;"
                            + " SET plan_cache_mode = force_generic_plan; SET search_path = public, pg_catalog; SET backslash_quote = on"
                })
        void whatDoesNoHarmIsAllowed(String changes) throws SQLException {
            try (TestDatabase database = TestDatabase.postgres()) {
                everythingWorks(after(changes, database.dataSource()), database);
            }
        }

        /**
         * Some poolers need the simple protocol, which sends each statement of a string by itself; and some applications a savepoint before
         * each statement, behind which no isolation level can be set.
         */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "preferQueryMode=simple",
                    "preferQueryMode=extended",
                    "preferQueryMode=extendedForPrepared",
                    "preferQueryMode=extendedCacheEverything",
                    "autosave=always",
                    "autosave=always&cleanupSavepoints=true&options=-c%20default_transaction_isolation=serializable",
                    "autosave=conservative&options=-c%20default_transaction_isolation=serializable"
                })
        void theDriverAsksAsItIsTold(String option) throws SQLException {
            try (TestDatabase database = TestDatabase.postgres()) {
                PGSimpleDataSource asked = new PGSimpleDataSource();
                asked.setUrl(database.urlOfOwner() + "&" + option);
                everythingWorks(asked, database);
            }
        }

        private static void everythingWorks(DataSource changed, TestDatabase database) {
            Engine reviews = Engine.on(
                    WorkflowRuntime.on(changed, RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE)));
            reviews.open("C-1", by("alice").because("a\\'b\"c %_").requestId("R-1"))
                    .orThrow();
            assertThat(reviews.applyAll(List.of(
                            Request.opening("C-2", by("alice").because("NULL")),
                            Request.move(
                                    "C-1", "START_REVIEW", ALL_TRUE, by("bob").because("bulk")))))
                    .allMatch(outcome -> outcome.isApplied());
            reviews.erase("C-1", 1, by("officer").because("law")).orThrow();
            assertThat(WorkflowRuntime.on(changed).verification().verifyAll())
                    .hasToString("intact, 1 erased: 2 cases, 4 entries");
            assertThat(WorkflowRuntime.on(database.dataSource())
                            .verification()
                            .verifyAll()
                            .isIntact())
                    .isTrue();
        }

        /** A case id that ignores case, as citext and collations that are not deterministic do. */
        @Test
        void aColumnThatIsNotComparedByteByByte() throws SQLException {
            try (TestDatabase database = TestDatabase.postgres()) {
                database.sql(
                        "CREATE COLLATION careless (PROVIDER = icu, LOCALE = 'und-u-ks-level1', DETERMINISTIC = false)");
                database.script(SchemaScripts.POSTGRESQL.schema().replace("COLLATE \"C\"", "COLLATE careless"));
                assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("case_id");
            }
        }
    }

    private static DataSource after(String command, DataSource connections) {
        return Intercepted.dataSource(connections, (call, argument, effect) -> {
            Object result = effect.make();
            if (result instanceof Connection connection && call.equals("DataSource.getConnection")) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(command);
                }
            }
            return result;
        });
    }
}
