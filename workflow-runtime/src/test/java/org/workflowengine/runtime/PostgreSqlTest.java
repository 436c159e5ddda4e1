package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is promised of every database, on PostgreSQL. */
class PostgreSqlTest {
    @Nested
    class Constraints extends ConstraintsContract {
        Constraints() {
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
                    .hasMessageStartingWith("the database has another constraint workflow_transition_to, "
                            + "constraint workflow_audit_legal, function workflow_audit_made, "
                            + "trigger workflow_transition_closed, trigger workflow_transition_unchanged, "
                            + "trigger workflow_transition_kept, trigger workflow_transition_not_emptied, "
                            + "trigger workflow_case_kept than the schema, or has it disabled;");
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

        /** A case id that ignores case, as citext and collations that are not deterministic do. */
        @Test
        void aColumnThatIsNotComparedByteByByte() throws SQLException {
            try (TestDatabase database = TestDatabase.postgres()) {
                database.sql(
                        "CREATE COLLATION careless (PROVIDER = icu, LOCALE = 'und-u-ks-level1', DETERMINISTIC = false)");
                database.script(WorkflowRuntime.schema("PostgreSQL").replace("COLLATE \"C\"", "COLLATE careless"));
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
