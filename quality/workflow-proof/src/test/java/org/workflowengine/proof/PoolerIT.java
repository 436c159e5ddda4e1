package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Behind pgbouncer, where each transaction may be on another connection, and the next one on it is another application's. */
class PoolerIT {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final RuntimeOptions CREATE = RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nothingIsLeftToOthers(int connections) throws Exception {
        try (TestDatabase database = TestDatabase.postgres();
                PgBouncer bouncer = new PgBouncer(folder, database.url(), connections)) {
            DataSource pooled = bouncer.dataSource();
            WorkflowRuntime.on(pooled, CREATE);
            List<String> usual = sessions(pooled, connections);
            assertThat(usual).contains("transaction_isolation read committed");

            WorkflowRuntime runtime = WorkflowRuntime.on(pooled);
            unchanged(usual, pooled, connections, "a start");
            WorkflowRuntime.renewInstallation(pooled);
            WorkflowRuntime.upgrade(pooled);
            runtime = WorkflowRuntime.on(pooled, CREATE);
            Engine reviews = Engine.on(runtime);
            unchanged(usual, pooled, connections, "renewing, upgrading and installing");

            Case created = reviews.open("C-1", BY_ALICE).orThrow();
            created.startReview(BY_ALICE).orThrow();
            assertThat(created.startReview(BY_ALICE).isApplied()).isFalse();
            reviews.erase("C-1", 2, BY_ALICE).orThrow();
            unchanged(usual, pooled, connections, "moves");

            assertThat(reviews.applyAll(
                            IntStream.range(0, 50)
                                    .mapToObj(n -> Request.opening("B-" + n, BY_ALICE))
                                    .toList(),
                            BulkOptions.defaults().chunkSize(20)))
                    .hasSize(50);
            unchanged(usual, pooled, connections, "a bulk");

            try (Connection connection = pooled.getConnection()) {
                connection.setAutoCommit(false);
                Engine.on(runtime.within(connection))
                        .fire("C-1", "ESCALATE", ALL_TRUE, BY_ALICE)
                        .orThrow();
                connection.commit();
            }
            unchanged(usual, pooled, connections, "a step within a transaction");

            assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
            unchanged(usual, pooled, connections, "verification");
            runtime.verification().checkpoint(new StringWriter());
            unchanged(usual, pooled, connections, "a checkpoint");

            database.sql("DROP TRIGGER workflow_audit_kept ON workflow_audit");
            assertThatThrownBy(() -> WorkflowRuntime.on(pooled)).hasMessageContaining("workflow_audit_kept");
            WorkflowRuntime.on(pooled, CREATE);
            unchanged(usual, pooled, connections, "a start that failed, and one that mended");
        }
    }

    /** The application's pool before the pooler, with auto-commit off and a query that tries each connection. */
    @Test
    void aPoolWithATestQuery() throws Exception {
        try (TestDatabase database = TestDatabase.postgres();
                PgBouncer bouncer = new PgBouncer(folder, database.url(), 1)) {
            HikariConfig settings = new HikariConfig();
            settings.setDataSource(bouncer.dataSource());
            settings.setAutoCommit(false);
            settings.setConnectionTestQuery("SELECT 1");
            settings.setMaximumPoolSize(2);
            System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
            try (HikariDataSource pool = new HikariDataSource(settings)) {
                WorkflowRuntime runtime = WorkflowRuntime.on(pool, CREATE);
                Engine reviews = Engine.on(runtime);
                for (int n = 0; n < 3; n++) {
                    reviews.open("C-" + n, BY_ALICE)
                            .orThrow()
                            .startReview(BY_ALICE)
                            .orThrow();
                    assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
                }
                assertThat(one(bouncer.dataSource(), "SHOW transaction_isolation"))
                        .isEqualTo("read committed");
            } finally {
                System.clearProperty("com.zaxxer.hikari.aliveBypassWindowMs");
            }
        }
    }

    private static void unchanged(List<String> usual, DataSource pooled, int connections, String after)
            throws SQLException {
        List<String> changes = sessions(pooled, connections);
        changes.removeAll(usual);
        assertThat(changes).as("what another application finds after " + after).isEmpty();
    }

    /** What another application finds on each connection to the server: it takes all of them at once. */
    private static List<String> sessions(DataSource pooled, int connections) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                Connection connection = pooled.getConnection();
                taken.add(connection);
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("""
                                SELECT name || ' ' || setting FROM pg_settings WHERE name NOT LIKE 'plpgsql.%'
                                UNION ALL SELECT 'lock ' || locktype FROM pg_locks
                                    WHERE pid = pg_backend_pid() AND locktype = 'advisory'
                                UNION ALL SELECT 'statement ' || name FROM pg_prepared_statements
                                UNION ALL SELECT 'cursor ' || name FROM pg_cursors WHERE is_holdable
                                UNION ALL SELECT 'channel ' || pg_listening_channels()
                                UNION ALL SELECT 'temporary ' || relname FROM pg_class WHERE relpersistence = 't'
                                """)) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                }
            }
            return found;
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    private static String one(DataSource dataSource, String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
