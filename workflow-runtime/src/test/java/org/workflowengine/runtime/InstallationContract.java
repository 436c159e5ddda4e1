package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.audit.AuditColumn;
import org.workflowengine.runtime.internal.audit.CaseColumn;
import org.workflowengine.runtime.internal.audit.Column;
import org.workflowengine.runtime.internal.audit.DigestChain;

/** What is sealed names its database; and a copy that is still empty can become a database of its own. */
abstract class InstallationContract {
    private static final Decision BY_ALICE = by("alice").because("claim received");
    private static final Sealer KEY = Sealer.hmacSha256("key-1", new byte[32]);
    private static final RuntimeOptions SEALED = RuntimeOptions.defaults().sealer(KEY);

    private final Supplier<TestDatabase> databases;

    InstallationContract(Supplier<TestDatabase> databases) {
        this.databases = databases;
    }

    /** One key is used for two databases, and somebody copies a sound case from one into the other. */
    @Test
    void aCaseCopiedFromAnotherDatabaseDoesNotVerify() throws SQLException {
        try (TestDatabase here = databases.get();
                TestDatabase there = databases.get()) {
            Engine.on(there.runtime(SEALED)).open("C-1", BY_ALICE).orThrow();
            Engine.on(there.runtime(SEALED))
                    .fire("C-1", "START_REVIEW", ALL_TRUE, BY_ALICE)
                    .orThrow();
            WorkflowRuntime runtime = here.runtime(SEALED);
            Engine.on(runtime);
            assertThatThrownBy(() -> copy(there, here))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("does not begin with the origin digest of this installation");
            assertThat(here.content()).isEmpty();

            here.dropTriggers();
            copy(there, here);
            assertThat(there.runtime(SEALED).verification().verifyAll()).hasToString("intact: 1 cases, 2 entries");
            assertThat(runtime.verification().verifyAll().findings())
                    .extracting(Finding::toString)
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith("\"C-1\" #1: expected previous_digest "
                                            + DigestChain.origin(runtime.installation())),
                            second -> assertThat(second)
                                    .isEqualTo(
                                            "\"C-1\" #1: expected the seal that HMAC-SHA-256 with key key-1 makes over"
                                                    + " this entry, found another"),
                            third -> assertThat(third)
                                    .isEqualTo(
                                            "\"C-1\" #2: expected the seal that HMAC-SHA-256 with key key-1 makes over"
                                                    + " this entry, found another"));
            assertThat(Verification.of(here.dataSource(), Seals.none())
                            .verifyAll()
                            .findings())
                    .as("without any key the chain still shows it")
                    .hasSize(1);
        }
    }

    /** Step by step, as somebody with the application's login would. */
    private static void copy(TestDatabase from, TestDatabase to) throws SQLException {
        try (Connection source = from.dataSource().getConnection();
                Connection target = to.dataSource().getConnection()) {
            target.setAutoCommit(false);
            copy(source, target, "workflow_audit", AuditColumn.values(), "seq");
            copy(source, target, "workflow_case", CaseColumn.values(), "case_id");
            target.commit();
        }
    }

    private static void copy(Connection from, Connection to, String table, Column[] columns, String order)
            throws SQLException {
        String names = Arrays.stream(columns).map(Column::column).collect(Collectors.joining(", "));
        try (Statement read = from.createStatement();
                ResultSet row = read.executeQuery("SELECT " + names + " FROM " + table + " ORDER BY " + order);
                PreparedStatement write = to.prepareStatement("INSERT INTO " + table + " (" + names + ") VALUES ("
                        + "?, ".repeat(columns.length - 1) + "?)")) {
            while (row.next()) {
                for (int i = 1; i <= columns.length; i++) {
                    switch (columns[i - 1].kind()) {
                        case BINARY -> write.setBytes(i, row.getBytes(i));
                        case TIME -> write.setObject(i, row.getObject(i, LocalDateTime.class));
                        case TEXT -> write.setString(i, row.getString(i));
                        default -> write.setLong(i, row.getLong(i));
                    }
                }
                write.executeUpdate();
            }
        }
    }

    /** Somebody puts another database, sound by itself, in the place of the one that an auditor has asked for. */
    @Test
    void anotherDatabaseInItsPlaceIsAFinding() {
        try (TestDatabase here = databases.get();
                TestDatabase there = databases.get()) {
            Installation asked = here.runtime(SEALED).installation();
            WorkflowRuntime other = there.runtime(SEALED);
            Engine.on(other).open("C-1", BY_ALICE).orThrow();
            assertThat(other.verification().verifyAll().isIntact()).isTrue();
            Verification demanding = other.verification().demanding(asked);
            String finding = "table workflow_installation: expected the installation " + asked + ", found "
                    + other.installation();
            assertThat(demanding.verifyAll().findings())
                    .extracting(Finding::toString)
                    .containsExactly(finding);
            assertThat(demanding.verify("C-1").findings())
                    .extracting(Finding::toString)
                    .containsExactly(finding);
            assertThat(other.verification()
                            .demanding(other.installation())
                            .verifyAll()
                            .isIntact())
                    .isTrue();
        }
    }

    @Test
    void anEmptyCopyGetsAnIdOfItsOwn() throws SQLException {
        try (TestDatabase database = databases.get()) {
            WorkflowRuntime before = database.runtime(SEALED);
            Engine stale = Engine.on(before);
            Installation renewed = WorkflowRuntime.renewInstallation(database.dataSource());
            assertThat(renewed).isNotEqualTo(before.installation());
            assertThatThrownBy(() -> stale.open("C-1", BY_ALICE))
                    .as("an engine that was started before begins a history with the old id")
                    .hasRootCauseInstanceOf(SQLException.class);
            WorkflowRuntime after = WorkflowRuntime.on(database.dataSource(), SEALED.schemaMode(SchemaMode.VALIDATE));
            assertThat(after.installation()).isEqualTo(renewed);
            Engine.on(after).open("C-1", BY_ALICE).orThrow();
            assertThat(after.verification().demanding(renewed).verifyAll()).hasToString("intact: 1 cases, 1 entries");
            assertThatThrownBy(() -> database.sql("UPDATE workflow_installation SET schema_version = 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("what is recorded stays");
        }
    }

    @Test
    void aDatabaseWithStepsKeepsItsId() {
        try (TestDatabase database = databases.get()) {
            WorkflowRuntime runtime = database.runtime(SEALED);
            Engine.on(runtime).open("C-1", BY_ALICE).orThrow();
            assertThatThrownBy(() -> WorkflowRuntime.renewInstallation(database.dataSource()))
                    .isInstanceOf(SetupException.class)
                    .hasMessage(
                            "the installation keeps its id: workflow_audit has 1 rows, and every history begins with the"
                                    + " id; only a copy without steps and cases gets a new id");
            assertThat(WorkflowRuntime.on(database.dataSource()).installation()).isEqualTo(runtime.installation());
            assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
        }
    }

    @Test
    void onlyTheOwnerMayRenew() throws SQLException {
        try (TestDatabase database = databases.get()) {
            Installation id = database.runtime().installation();
            database.roles();
            for (String role : List.of("reading", "application", "installer")) {
                DataSource login = database.login(role);
                assertThatThrownBy(() -> WorkflowRuntime.renewInstallation(login))
                        .as(role)
                        .isInstanceOf(SetupException.class);
            }
            assertThat(WorkflowRuntime.on(database.dataSource()).installation()).isEqualTo(id);
        }
    }

    /** A step that has been written, and is not committed yet, is waited for and then seen. */
    @Test
    void aStepUnderWayIsWaitedFor() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (TestDatabase database = databases.get()) {
            WorkflowRuntime runtime = database.runtime();
            Engine.on(runtime);
            try (Connection connection = database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                Engine.on(runtime.within(connection)).open("C-1", BY_ALICE).orThrow();
                Future<Installation> renewal =
                        other.submit(() -> WorkflowRuntime.renewInstallation(database.dataSource()));
                while (!renewal.isDone() && !isSomebodyWaiting(database)) {
                    Thread.onSpinWait();
                }
                assertThat(renewal.isDone()).isFalse();
                connection.commit();
                assertThatThrownBy(renewal::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseInstanceOf(SetupException.class)
                        .hasMessageContaining("workflow_audit has 1 rows");
            }
            assertThat(WorkflowRuntime.on(database.dataSource()).installation()).isEqualTo(runtime.installation());
            assertThat(runtime.verification().verifyAll()).hasToString("intact: 1 cases, 1 entries");
        } finally {
            other.shutdownNow();
        }
    }

    private static boolean isSomebodyWaiting(TestDatabase database) throws SQLException {
        return !database.rows(
                        switch (database.product()) {
                            // H2 tells of no session that waits for a table. What is done last before that shows.
                            case "H2" ->
                                "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM information_schema.triggers"
                                        + " WHERE trigger_name = 'WORKFLOW_INSTALLATION_UNCHANGED')";
                            case "PostgreSQL" ->
                                "SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database"
                                        + " WHERE NOT granted AND datname = current_database()";
                            default ->
                                "SELECT 1 FROM information_schema.processlist"
                                        + " WHERE db = DATABASE() AND state LIKE 'Waiting for table%'";
                        })
                .isEmpty();
    }

    /** The process dies after each of its statements: a start then works, or refuses in words; and the same can be run again. */
    @Test
    void aRenewalThatIsCutOffCanBeRunAgain() throws SQLException {
        int refused = 0;
        try (TestDatabase database = databases.get()) {
            database.runtime();
            DyingProcess process = new DyingProcess();
            for (int statements = 0; !process.isDone; statements++) {
                process.left = statements;
                process.isDead = false;
                process.isDone = true;
                try {
                    WorkflowRuntime.renewInstallation(Intercepted.dataSource(database.dataSource(), process::around));
                } catch (SetupException e) {
                    assertThat(process.isDead).isTrue();
                }
                try {
                    WorkflowRuntime.on(database.dataSource());
                } catch (SetupException e) {
                    refused++;
                    assertThat(e).hasMessageStartingWith("the database lacks trigger workflow_installation_unchanged;");
                    Installation again = WorkflowRuntime.renewInstallation(database.dataSource());
                    assertThat(WorkflowRuntime.on(database.dataSource()).installation())
                            .isEqualTo(again);
                }
            }
            assertThat(refused > 0)
                    .as("a cut left the trigger away")
                    .isEqualTo(!database.product().equals("PostgreSQL"));
        }
    }

    /** Makes so many statements and commits, and then nothing but the end of its sessions. */
    private static final class DyingProcess {
        private static final Set<String> COUNTED =
                Set.of("Statement.execute", "PreparedStatement.executeUpdate", "Connection.commit");

        private int left;
        private boolean isDead;
        private boolean isDone;

        private Object around(String call, Object argument, Intercepted.Effect effect) throws Throwable {
            if (!isDead && COUNTED.contains(call) && left-- == 0) {
                isDead = true;
                isDone = false;
            }
            if (isDead && !call.endsWith(".close")) {
                throw new SQLException("the process is dead", "08006");
            }
            return effect.make();
        }
    }
}
