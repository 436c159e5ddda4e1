package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.SetupException;
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
    class Verification extends VerificationContract {
        Verification() {
            super(TestDatabase::postgres);
        }
    }
}
