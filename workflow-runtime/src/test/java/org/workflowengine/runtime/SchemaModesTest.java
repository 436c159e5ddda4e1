package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;

/** A start creates, validates or trusts the tables; and refuses what it cannot stand on, saying how to mend it. */
class SchemaModesTest {
    private static final RuntimeOptions CREATE = RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);
    private static final RuntimeOptions NONE = RuntimeOptions.defaults().schemaMode(SchemaMode.NONE);

    @Test
    void aForeignDatabaseIsNotTouchedUnlessAsked() throws SQLException {
        try (TestDatabase database = TestDatabase.inMemory()) {
            assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                    .isInstanceOf(SetupException.class)
                    .hasMessage("the database lacks workflow_definition, workflow_state, workflow_transition, "
                            + "workflow_audit, workflow_case; run the script that WorkflowRuntime.schema(\"H2\") gives, "
                            + "or start once with SchemaMode.CREATE");
            assertThat(database.rows("SHOW TABLES")).isEmpty();
        }
    }

    @Test
    void theAdviceOfTheRefusalWorks() throws SQLException {
        try (TestDatabase database = TestDatabase.inMemory()) {
            database.sql(WorkflowRuntime.schema("H2"));
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
        try (TestDatabase database = TestDatabase.inMemory()) {
            database.runtime();
            database.sql("ALTER TABLE workflow_audit DROP COLUMN key_id");
            database.sql("ALTER TABLE workflow_audit ALTER COLUMN source RENAME TO node");
            database.sql("DROP TABLE workflow_case");
            assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource()))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith(
                            "the database lacks workflow_audit.source, workflow_audit.key_id, workflow_case;");
            // What is missing as a whole is created; a table of another shape is nobody's to change.
            assertThatThrownBy(() -> WorkflowRuntime.on(database.dataSource(), CREATE))
                    .isInstanceOf(SetupException.class)
                    .hasMessageStartingWith("the database lacks workflow_audit.source, workflow_audit.key_id;");
            assertThat(WorkflowRuntime.on(database.dataSource(), NONE)).isNotNull();
        }
    }

    @Test
    void creatingTwiceChangesNothing() throws SQLException {
        try (TestDatabase database = TestDatabase.inMemory()) {
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

    @Test
    void anyNumberOfNodesMayStartAtOnce() throws Exception {
        int nodes = 8;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            for (int round = 0; round < 10; round++) {
                try (TestDatabase database = TestDatabase.inMemory()) {
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
                            .containsExactly("[19]");
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherDefinitionUnderTheSameVersionIsRefusedInEveryMode() {
        try (TestDatabase database = TestDatabase.inMemory()) {
            database.runtime().authority(CaseReview.TABLE);
            WorkflowTable changed = WorkflowTable.of(
                    "case-review",
                    1,
                    List.of(CaseReview.State.values()),
                    List.of(CaseReview.Transition.CREATED_START_REVIEW),
                    CaseReview.VOCABULARY);
            for (SchemaMode mode : SchemaMode.values()) {
                WorkflowRuntime runtime = WorkflowRuntime.on(
                        database.dataSource(), RuntimeOptions.defaults().schemaMode(mode));
                assertThatThrownBy(() -> runtime.authority(changed))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("case-review version 1")
                        .hasMessageContaining(CaseReview.TABLE.fingerprint().hex())
                        .hasMessageContaining(changed.fingerprint().hex())
                        .hasMessageContaining("bump the version");
                runtime.authority(CaseReview.TABLE);
            }
        }
    }

    @Test
    void theLegalTableIsTheDefinition() throws SQLException {
        try (TestDatabase database = TestDatabase.inMemory()) {
            database.runtime().authority(CaseReview.TABLE);
            assertThat(database.rows("SELECT fingerprint, graph FROM workflow_definition"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("[" + CaseReview.TABLE.fingerprint());
            assertThat(database.rows("SELECT from_state, transition, to_state FROM workflow_transition"))
                    .hasSize(19)
                    .contains(
                            "[(new), (open), CREATED]", "[ESCALATED, APPROVE, APPROVED]", "[CLOSED, (erase), CLOSED]");
            assertThat(database.rows("SELECT state FROM workflow_state WHERE initial"))
                    .containsExactly("[CREATED]");
            assertThat(database.rows("SELECT state FROM workflow_state WHERE terminal"))
                    .containsExactly("[CLOSED]");
            assertThat(database.rows("SELECT COUNT(*) FROM workflow_state")).containsExactly("[7]");
        }
    }

    @Test
    void anH2FileThatDelaysItsWritesIsRefused(@TempDir Path folder) {
        try (TestDatabase database = TestDatabase.at("jdbc:h2:" + folder.resolve("reviews"))) {
            for (SchemaMode mode : SchemaMode.values()) {
                assertThatThrownBy(() -> WorkflowRuntime.on(
                                database.dataSource(), RuntimeOptions.defaults().schemaMode(mode)))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("writes up to 500 ms after")
                        .hasMessageContaining("WRITE_DELAY=0");
            }
        }
    }

    @Test
    void anUnsupportedDatabaseIsNamed() {
        assertThatThrownBy(() -> WorkflowRuntime.on(postgres()))
                .isInstanceOf(SetupException.class)
                .hasMessage("the database PostgreSQL is not supported; use H2");
        assertThatThrownBy(() -> WorkflowRuntime.schema("PostgreSQL")).isInstanceOf(SetupException.class);
    }

    @Test
    void aDatabaseThatCannotBeReachedIsReported() {
        DataSource down = Intercepted.dataSource(TestDatabase.inMemory().dataSource(), (call, argument, effect) -> {
            throw new SQLException("connection refused", "08001");
        });
        assertThatThrownBy(() -> WorkflowRuntime.on(down))
                .isInstanceOf(SetupException.class)
                .hasRootCauseMessage("connection refused");
    }

    @Test
    void theConnectionIsGivenBackAsItWasFound() throws Exception {
        try (TestDatabase database = TestDatabase.inMemory()) {
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

    /** A deployment on another database may leave the jar of H2 out. */
    @Test
    void h2IsNotNeededForAnotherDatabase() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith("h2-")) {
                jars.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader withoutH2 =
                new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> withoutH2.loadClass("org.h2.Driver")).isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> withoutH2
                            .loadClass(WorkflowRuntime.class.getName())
                            .getMethod("on", DataSource.class)
                            .invoke(null, postgres()))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessage("the database PostgreSQL is not supported; use H2");
        }
    }

    private static DataSource postgres() {
        ClassLoader loader = SchemaModesTest.class.getClassLoader();
        DatabaseMetaData metaData = (DatabaseMetaData) Proxy.newProxyInstance(
                loader, new Class<?>[] {DatabaseMetaData.class}, (proxy, method, arguments) -> "PostgreSQL");
        Connection connection = (Connection) Proxy.newProxyInstance(
                loader,
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getName().equals("getMetaData") ? metaData : null);
        return (DataSource) Proxy.newProxyInstance(
                loader, new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> connection);
    }
}
