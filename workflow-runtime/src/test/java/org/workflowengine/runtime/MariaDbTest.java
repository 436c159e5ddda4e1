package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** What is promised of every database, on MariaDB, where a server is reachable. */
class MariaDbTest {
    @BeforeAll
    static void aServerIsNeeded() {
        TestDatabase.assumeMariaDb();
    }

    @Nested
    class Constraints extends ConstraintsContract {
        Constraints() {
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
                        "INSERT INTO workflow_case SELECT 'C-2', workflow, version, state, 1, digest, entered_at, moved_at"
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
            for (String lie : List.of(
                    "UPDATE IGNORE workflow_audit SET reason = 'another'",
                    "DELETE IGNORE FROM workflow_audit",
                    "DELETE IGNORE FROM workflow_case",
                    "UPDATE IGNORE workflow_case SET seq = 1, state = 'CREATED'",
                    "UPDATE IGNORE workflow_transition SET to_state = 'CLOSED'",
                    transition("case-review", 1, "CREATED", "JUMP", "CLOSED")
                            .replace("INSERT INTO", "INSERT IGNORE INTO"),
                    "UPDATE IGNORE workflow_installation SET schema_version = 2",
                    "DELETE IGNORE FROM workflow_installation",
                    "REPLACE INTO workflow_installation SELECT only_row, installation, origin_digest, 2"
                            + " FROM workflow_installation",
                    illegal.replace("INSERT INTO", "INSERT IGNORE INTO"),
                    step(Map.of("seq", "2")).replace("INSERT INTO", "REPLACE INTO"),
                    step(Map.of("seq", "2")) + " ON DUPLICATE KEY UPDATE reason = 'another'",
                    "REPLACE INTO workflow_case SELECT case_id, workflow, version, state, 1, digest, entered_at, moved_at"
                            + " FROM workflow_case")) {
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
                    .containsExactly("[38]");
        }

        @Test
        void aStartNamesTheCatalogueThatIsMissing() throws SQLException {
            database.sql("DROP VIEW workflow_catalogue");
            assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("the database lacks workflow_catalogue; run the script");
        }

        /** Without a strict mode MariaDB would shorten what does not fit and merely warn. */
        @Test
        void aSessionThatShortensTextsIsRefused() {
            DataSource lax = Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> {
                Object result = effect.make();
                if (result instanceof Connection connection && call.equals("DataSource.getConnection")) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("SET SESSION sql_mode = ''");
                    }
                }
                return result;
            });
            assertThatThrownBy(() -> WorkflowRuntime.on(lax))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("its sql_mode is ''")
                    .hasMessageContaining("STRICT_TRANS_TABLES");
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
    class Verification extends VerificationContract {
        Verification() {
            super(TestDatabase::mariaDb);
        }
    }
}
