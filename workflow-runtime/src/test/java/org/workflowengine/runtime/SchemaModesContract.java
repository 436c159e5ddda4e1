package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A start creates, validates or trusts the tables; and refuses what it cannot stand on, saying how to mend it. */
abstract class SchemaModesContract {
    private static final RuntimeOptions CREATE = RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);
    private static final RuntimeOptions NONE = RuntimeOptions.defaults().schemaMode(SchemaMode.NONE);

    private final Supplier<TestDatabase> databases;

    SchemaModesContract(Supplier<TestDatabase> databases) {
        this.databases = databases;
    }

    @Test
    void aForeignDatabaseIsNotTouchedUnlessAsked() throws SQLException {
        try (TestDatabase database = databases.get()) {
            assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                    .isInstanceOf(SetupException.class)
                    .hasMessageMatching(
                            "the database lacks workflow_audit, workflow_case, .*workflow_definition, "
                                    + "workflow_installation, workflow_obligation, workflow_state, workflow_tombstone, workflow_transition[,;] .*")
                    .hasMessageEndingWith("; run the script that SchemaScripts." + database.scripts()
                            + ".schema() gives, or start once with SchemaMode.CREATE");
            assertThat(database.tables()).isEmpty();
        }
    }

    @Test
    void theAdviceOfTheRefusalWorks() throws SQLException {
        try (TestDatabase database = databases.get()) {
            database.script(database.scripts().schema());
            WorkflowRuntime validated = WorkflowRuntime.on(database.dataSource());
            assertThatThrownBy(() -> Engine.on(validated))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("case-review version 1 is not installed")
                    .hasMessageContaining("SchemaMode.CREATE");
            Engine.on(WorkflowRuntime.on(database.dataSource(), CREATE));
            assertThat(Engine.on(validated)
                            .open("C-1", by("alice").because("claim received"))
                            .isApplied())
                    .isTrue();
        }
    }

    @Test
    void exactlyWhatIsMissingIsNamed() throws SQLException {
        try (TestDatabase database = databases.get()) {
            database.runtime();
            database.sql("ALTER TABLE workflow_definition DROP COLUMN transitions");
            database.sql("ALTER TABLE workflow_definition RENAME COLUMN states TO how_many");
            database.sql("DROP VIEW workflow_case_view");
            database.sql("DROP TABLE workflow_case");
            assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith(
                            "the tables differ from the schema: the schema has no workflow_definition.how_many, found \"")
                    .hasMessageContaining(
                            "; and the database lacks workflow_case, workflow_case_view, workflow_definition.states,"
                                    + " workflow_definition.transitions;");
            // What is missing as a whole is created; a table of another shape is nobody's to change.
            assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource(), CREATE))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith(
                            "the tables differ from the schema: the schema has no workflow_definition.how_many, found \"")
                    .hasMessageContaining(
                            "; and the database lacks workflow_case, workflow_case_view, workflow_definition.states,"
                                    + " workflow_definition.transitions;");
            assertThat(database.tables()).doesNotContain("workflow_case");
            assertThat(WorkflowRuntime.on(database.dataSource(), NONE)).isNotNull();
        }
    }

    /** Beside an application that has migrations of its own: the engine's have a place and a history of their own. */
    @Test
    void flywayMigratesItWithoutCollidingWithTheApplication(@TempDir Path migrations) throws Exception {
        try (TestDatabase database = databases.get()) {
            Files.writeString(
                    migrations.resolve("V1__workflow.sql"), database.scripts().schema());
            Flyway.configure()
                    .dataSource(database.dataSource())
                    .locations("classpath:flyway")
                    .load()
                    .migrate();
            for (int expected : new int[] {1, 0}) {
                assertThat(Flyway.configure()
                                .dataSource(database.dataSource())
                                .locations("filesystem:" + migrations)
                                .table("workflow_schema_history")
                                .baselineOnMigrate(true)
                                .baselineVersion("0")
                                .load()
                                .migrate()
                                .migrationsExecuted)
                        .isEqualTo(expected);
            }
            assertThat(database.tables()).contains("claims_of_the_application", "workflow_case");
            WorkflowRuntime.on(database.dataSource());
            assertThat(Engine.on(database.runtime())
                            .open("C-1", by("alice").because("claim received"))
                            .isApplied())
                    .isTrue();
        }
    }

    @Test
    void creatingTwiceChangesNothing() throws SQLException {
        try (TestDatabase database = databases.get()) {
            Engine.on(database.runtime())
                    .open("C-1", by("alice").because("claim received"))
                    .orThrow();
            List<String> before = database.content();
            List<String> definitions =
                    database.rows("SELECT workflow, version, fingerprint, installed_at FROM workflow_definition");
            Engine.on(database.runtime());
            assertThat(database.content()).isEqualTo(before);
            assertThat(database.rows("SELECT workflow, version, fingerprint, installed_at FROM workflow_definition"))
                    .isEqualTo(definitions);
        }
    }

    /** H2 and MariaDB commit each statement that changes the schema: what lacks is named, and the next start creates it. */
    @Test
    void aCreationThatWasCutOffIsFinishedByTheNextStart() throws SQLException {
        boolean whole = false;
        int apart = 4;
        for (int cut = 1; !whole; cut += apart) {
            try (TestDatabase database = databases.get()) {
                // There it is one transaction, of which nothing is left wherever it is cut off.
                apart = database.product().equals("PostgreSQL") ? 12 : 4;
                whole = createdUpTo(cut, database);
                if (!whole) {
                    if (database.product().equals("PostgreSQL")) {
                        assertThat(database.tables()).isEmpty();
                    }
                    assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                            .as("cut before statement " + cut)
                            .isInstanceOf(SetupException.class)
                            .hasMessageStartingWith("the database lacks ")
                            .hasMessageEndingWith(", or start once with SchemaMode.CREATE");
                }
                Engine.on(WorkflowRuntime.on(database.dataSource(), CREATE))
                        .open("C-1", by("alice").because("claim received"))
                        .orThrow();
                assertThat(WorkflowRuntime.on(database.dataSource())
                                .verification()
                                .verifyAll()
                                .isIntact())
                        .isTrue();
            }
        }
    }

    /** Whether all of the scripts was run, by a start whose statements fail from one of them on, as when the line is cut. */
    private static boolean createdUpTo(int cut, TestDatabase database) {
        AtomicInteger statements = new AtomicInteger();
        DataSource failing = Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> {
            if (call.equals("Statement.execute")
                    && ((String) argument).matches("(?s)(CREATE|INSERT|ALTER|DO(?! RELEASE_LOCK)) .*")
                    && statements.incrementAndGet() >= cut) {
                throw new SQLException("injected", "08006");
            }
            return effect.make();
        });
        try {
            WorkflowRuntime.on(failing, CREATE);
            assertThat(statements.get()).isGreaterThan(20);
            return true;
        } catch (SetupException e) {
            return false;
        }
    }

    @Test
    void anyNumberOfNodesMayStartAtOnce() throws Exception {
        int nodes = 8;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            for (int round = 0; round < 10; round++) {
                try (TestDatabase database = databases.get()) {
                    CyclicBarrier start = new CyclicBarrier(nodes);
                    List<Future<Boolean>> opened = new ArrayList<>();
                    for (int node = 0; node < nodes; node++) {
                        String caseId = "C-" + node;
                        opened.add(threads.submit(() -> {
                            start.await();
                            return Engine.on(database.runtime())
                                    .open(caseId, by("alice").because("claim received"))
                                    .isApplied();
                        }));
                    }
                    for (Future<Boolean> answer : opened) {
                        assertThat(answer.get()).isTrue();
                    }
                    assertThat(database.rows("SELECT COUNT(*) FROM workflow_transition"))
                            .containsExactly("[33]");
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherDefinitionUnderTheSameVersionIsRefusedInEveryMode() {
        try (TestDatabase database = databases.get()) {
            CaseReview.install(database.runtime(), CaseReview.DEFINITION);
            Definition changed = Definition.of(
                    "case-review",
                    1,
                    List.of(CaseReview.State.values()),
                    List.of(CaseReview.Transition.CREATED_START_REVIEW),
                    CaseReview.VOCABULARY);
            for (SchemaMode mode : SchemaMode.values()) {
                WorkflowRuntime runtime = WorkflowRuntime.on(
                        database.dataSource(), RuntimeOptions.defaults().schemaMode(mode));
                assertThatThrownBy(() -> CaseReview.install(runtime, changed))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("the database has a different definition of case-review version 1: ")
                        .hasMessageContaining(
                                "transition ESCALATED -APPROVE->: only stored; transition ESCALATED -REJECT->: only stored; ")
                        .hasMessageContaining(
                                CaseReview.DEFINITION.fingerprint().hex())
                        .hasMessageContaining(changed.fingerprint().hex())
                        .hasMessageContaining("raise the version");
                CaseReview.install(runtime, CaseReview.DEFINITION);
            }
        }
    }

    @Test
    void theLegalTableIsTheDefinition() throws SQLException {
        try (TestDatabase database = databases.get()) {
            CaseReview.install(database.runtime(), CaseReview.DEFINITION);
            assertThat(database.rows("SELECT fingerprint, graph FROM workflow_definition"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("[" + CaseReview.DEFINITION.fingerprint());
            assertThat(database.rows("SELECT from_state, transition, to_state FROM workflow_transition"))
                    .hasSize(33)
                    .contains(
                            "[(new), (open), CREATED]",
                            "[ESCALATED, APPROVE, APPROVED]",
                            "[CLOSED, (erase), CLOSED]",
                            "[CLOSED, (hold), CLOSED]",
                            "[CLOSED, (release), CLOSED]");
            assertThat(database.rows("SELECT state FROM workflow_state WHERE initial"))
                    .containsExactly("[CREATED]");
            assertThat(database.rows("SELECT state FROM workflow_state WHERE terminal"))
                    .containsExactly("[CLOSED]");
            assertThat(database.rows("SELECT COUNT(*) FROM workflow_state")).containsExactly("[7]");
        }
    }

    @Test
    void theConnectionIsGivenBackAsItWasFound() throws Exception {
        try (TestDatabase database = databases.get()) {
            database.runtime();
            try (Connection only = database.dataSource().getConnection()) {
                only.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                DataSource one =
                        Intercepted.dataSource(database.dataSource(), (call, argument, effect) -> switch (call) {
                            case "DataSource.getConnection" -> only;
                            case "Connection.close" -> null;
                            default -> effect.make();
                        });
                Engine reviews = Engine.on(WorkflowRuntime.on(one, CREATE));
                List<Integer> during = new ArrayList<>();
                reviews.open("C-1", by("alice").because("claim received")).orThrow();
                during.add(only.getTransactionIsolation());
                assertThat(reviews.load("C-1").seq()).isEqualTo(1);
                assertThat(only.getAutoCommit()).isTrue();
                assertThat(during).containsExactly(Connection.TRANSACTION_SERIALIZABLE);
            }
        }
    }
}
