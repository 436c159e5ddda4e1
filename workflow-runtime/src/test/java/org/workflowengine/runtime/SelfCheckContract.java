package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The owner of the tables leaves every name in its place and changes what is behind it; the next start names the change. */
abstract class SelfCheckContract extends SqlConsole {
    private static final String CASE_AUDIT = "ALTER TABLE workflow_case ADD CONSTRAINT workflow_case_audit FOREIGN KEY"
            + " (case_id, seq, workflow, version, state, digest)"
            + " REFERENCES workflow_audit (case_id, seq, workflow, version, to_state, digest)";

    SelfCheckContract(Supplier<TestDatabase> databases) {
        super(databases);
    }

    @Test
    void aConstraintThatDemandsLess() throws SQLException {
        changed("ALTER TABLE workflow_case DROP CONSTRAINT workflow_case_holds");
        named("the database lacks constraint workflow_case_holds;");
        changed("CREATE TABLE elsewhere (holds INTEGER, CONSTRAINT workflow_case_holds CHECK (holds >= 0))");
        named("the database lacks constraint workflow_case_holds;");
        changed("DROP TABLE elsewhere");
        changed("ALTER TABLE workflow_case ADD CONSTRAINT workflow_case_holds CHECK (holds >= 0 OR seq = 1)");
        named("constraint workflow_case_holds of workflow_case differs, expected \"");
        changed("ALTER TABLE workflow_case DROP CONSTRAINT workflow_case_holds");
        changed("ALTER TABLE workflow_case ADD CONSTRAINT workflow_case_holds CHECK (holds >= 0)");
        accepted();
    }

    @Test
    void aForeignKeyThatForgivesDeletions() throws SQLException {
        String drop = "ALTER TABLE workflow_case DROP CONSTRAINT workflow_case_audit";
        changed(drop);
        changed(CASE_AUDIT + " ON DELETE CASCADE");
        named("constraint workflow_case_audit of workflow_case differs, expected \"");
        changed(drop);
        changed("ALTER TABLE workflow_case ADD CONSTRAINT workflow_case_audit FOREIGN KEY (case_id, seq)"
                + " REFERENCES workflow_audit (case_id, seq)");
        named("constraint workflow_case_audit of workflow_case differs, expected \"");
        changed(drop);
        changed(CASE_AUDIT);
        accepted();
    }

    @Test
    void aColumnWithADefault() throws SQLException {
        changed("ALTER TABLE workflow_audit ALTER COLUMN source SET DEFAULT 'elsewhere'");
        named("workflow_audit.source differs, expected \"");
        changed("ALTER TABLE workflow_audit ALTER COLUMN source DROP DEFAULT");
        accepted();
    }

    @Test
    void aColumnThatTheSchemaDoesNotHave() throws SQLException {
        changed("ALTER TABLE workflow_case ADD COLUMN note INTEGER");
        named("the tables differ from the schema: the schema has no workflow_case.note, found \"int");
        changed("ALTER TABLE workflow_case DROP COLUMN note");
        accepted();
    }

    @Test
    void anIndexWithOtherColumns() throws SQLException {
        String drop =
                "DROP INDEX workflow_case_list" + (database.product().equals("MariaDB") ? " ON workflow_case" : "");
        changed(drop);
        changed("CREATE INDEX workflow_case_list ON workflow_case (workflow, state)");
        named("index workflow_case_list of workflow_case differs, expected \"");
        changed(drop);
        changed("CREATE INDEX workflow_case_list ON workflow_case (workflow, version, state, entered_at, case_id)");
        accepted();
    }

    /** What the application joins with says where cases are, and nothing else. */
    @Test
    void aViewThatTellsSomethingElse() throws SQLException {
        changed("DROP VIEW workflow_case_view");
        assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith("the database lacks workflow_case_view; run the script");
        changed(
                "CREATE VIEW workflow_case_view AS SELECT c.case_id, c.workflow, c.version, c.state, c.seq, c.entered_at, c.moved_at,"
                        + " NOT s.terminal AS is_open FROM workflow_case c LEFT JOIN workflow_state s ON s.workflow = c.workflow"
                        + " AND s.version = c.version AND s.state = c.state WHERE c.case_id <> 'C-1'");
        named("workflow_case_view differs, expected \"");
        changed("DROP VIEW workflow_case_view");
        changed(
                "CREATE TABLE workflow_case_view AS SELECT c.case_id, c.workflow, c.version, c.state, c.seq, c.entered_at,"
                        + " c.moved_at, NOT s.terminal AS is_open FROM workflow_case c JOIN workflow_state s ON s.workflow = c.workflow"
                        + " AND s.version = c.version AND s.state = c.state");
        named("workflow_case_view differs, expected \"");
    }

    /** An index makes reading faster and nothing else; a unique one refuses what the engine may write. */
    @Test
    void anotherIndexIsTheOwnersToMakeUnlessItIsUnique() throws SQLException {
        changed("CREATE INDEX of_the_owner ON workflow_case (entered_at)");
        accepted();
        changed("CREATE UNIQUE INDEX of_nobody ON workflow_case (state, entered_at)");
        named("the schema has no unique index of_nobody of workflow_case, found \"");
    }

    @Test
    void aViewInThePlaceOfATable() throws SQLException {
        changed("ALTER TABLE workflow_case RENAME TO hidden");
        changed("CREATE VIEW workflow_case AS SELECT * FROM hidden");
        named("workflow_case differs, expected \"");
        named("found \"view");
    }

    /** A change of what the tables are. */
    final void changed(String sql) throws SQLException {
        database.sql(sql);
    }

    /** A start says so, whatever its mode. */
    final void named(String message) {
        named(message, database.dataSource());
    }

    final void named(String message, DataSource login) {
        for (SchemaMode mode : new SchemaMode[] {SchemaMode.VALIDATE, SchemaMode.CREATE}) {
            assertThatThrownBy(() ->
                            WorkflowRuntime.on(login, RuntimeOptions.defaults().schemaMode(mode)))
                    .isInstanceOfSatisfying(
                            SetupException.class,
                            refusal -> assertThat(refusal.getMessage())
                                    .containsIgnoringCase(message)
                                    .contains("SchemaScripts." + database.scripts() + ".schema() gives"));
        }
    }

    final void accepted() {
        assertThatCode(() -> WorkflowRuntime.on(database.dataSource())).doesNotThrowAnyException();
    }
}
