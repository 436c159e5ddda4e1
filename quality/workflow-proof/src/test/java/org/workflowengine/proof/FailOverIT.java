package org.workflowengine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.runtime.fixture.CaseReview.ALL_TRUE;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.Verification;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Outcome.Applied;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.fixture.CaseReview.Case;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.runtime.fixture.OwnMariaDb;

/** A real server that only reads for a while: reads and verification work there, and the same request is applied once it writes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the servers of this test are started as on Unix")
class FailOverIT {
    private static final Decision BY_ALICE = by("alice").because("all documents in");
    private static final Decision REQUEST = BY_ALICE.requestId("R-1");
    private static final RuntimeOptions CREATING = RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);

    @TempDir
    private Path folder;

    /** A standby that is made of the primary's files, and takes its place. */
    @Test
    void ofPostgreSql() throws Exception {
        Path data = folder.resolve("primary");
        Path copy = folder.resolve("standby");
        try (OwnPostgres primary = new OwnPostgres(data)) {
            Engine.on(WorkflowRuntime.on(primary.dataSource(), CREATING))
                    .open("C-1", BY_ALICE)
                    .orThrow();
        }
        copy(data, copy);
        Files.createFile(copy.resolve("standby.signal"));
        try (OwnPostgres standby = new OwnPostgres(copy)) {
            failOver(standby.dataSource(), () -> sql(standby.dataSource(), "SELECT pg_promote()"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void ofMariaDb() throws Exception {
        try (OwnMariaDb server = new OwnMariaDb(folder)) {
            server.sql(
                    "CREATE DATABASE reviews",
                    "CREATE USER application IDENTIFIED BY 'secret'",
                    "GRANT ALL ON reviews.* TO application");
            DataSource login = server.dataSource(server.url("reviews", "application", "secret"));
            Engine reviews = Engine.on(WorkflowRuntime.on(login, CREATING));
            reviews.open("C-1", BY_ALICE).orThrow();
            server.sql("SET GLOBAL read_only = 1");
            failOver(login, () -> server.sql("SET GLOBAL read_only = 0"));
            aCommitUnderWay(server, login);
        }
    }

    /** The server has undone it, and says so: that is not an answer that was lost. */
    private static void aCommitUnderWay(OwnMariaDb server, DataSource login) throws SQLException {
        AtomicBoolean late = new AtomicBoolean();
        Engine reviews = Engine.on(WorkflowRuntime.on(Intercepted.dataSource(login, (call, argument, effect) -> {
            if (call.equals("Connection.commit") && late.get()) {
                server.sql("SET GLOBAL read_only = 1");
            }
            return effect.make();
        })));
        late.set(true);
        assertUnchanged(reviews, "ESCALATE", REQUEST.requestId("R-2"));
        late.set(false);
        assertThat(reviews.load("C-1").seq()).isEqualTo(2);
        server.sql("SET GLOBAL read_only = 0");
        assertThat(reviews.fire("C-1", "ESCALATE", ALL_TRUE, REQUEST.requestId("R-2"))
                        .isApplied())
                .isTrue();
    }

    private interface Promotion {
        void run() throws SQLException;
    }

    private static void failOver(DataSource node, Promotion promotion) throws Exception {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(node);
        settings.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(settings)) {
            // It has what a start needs, be that to validate or to create.
            Engine.on(WorkflowRuntime.on(pool, CREATING));
            WorkflowRuntime runtime = WorkflowRuntime.on(pool);
            Engine reviews = Engine.on(runtime);
            assertThat(reviews.load("C-1").seq()).isEqualTo(1);
            assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
            assertThat(Verification.of(node, Seals.none()).verify("C-1").isIntact())
                    .isTrue();
            runtime.verification().checkpoint(new StringWriter());
            assertThatThrownBy(() -> Reviews.Engine.on(WorkflowRuntime.on(pool, CREATING)))
                    .as("another definition, which would have to be installed")
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("writes are not possible here");

            assertUnchanged(reviews, "START_REVIEW", REQUEST);
            assertUnchanged(reviews, "START_REVIEW", REQUEST);
            inATransactionOfTheCallers(runtime, node);
            promotion.run();
            Applied<Case> applied = (Applied<Case>) reviews.fire("C-1", "START_REVIEW", ALL_TRUE, REQUEST);
            assertThat(applied.seq()).isEqualTo(2);
            assertThat(applied.replayed()).isFalse();
            assertThat(reviews.resolve("C-1", "R-1")).isPresent();
            assertThat(runtime.verification().verifyAll().isIntact()).isTrue();
        }
    }

    private static void inATransactionOfTheCallers(WorkflowRuntime runtime, DataSource node) throws SQLException {
        try (Connection connection = node.getConnection()) {
            connection.setAutoCommit(false);
            assertUnchanged(Engine.on(runtime.within(connection)), "START_REVIEW", BY_ALICE);
            connection.rollback();
        }
    }

    private static void assertUnchanged(Engine reviews, String transition, Decision decision) {
        UnchangedException failure = catchThrowableOfType(
                UnchangedException.class, () -> reviews.fire("C-1", transition, ALL_TRUE, decision));
        assertThat(failure)
                .isNotNull()
                .hasMessageContaining("this connection cannot write: it leads to a replica")
                .matches(UnchangedException::isTransient, "may be tried again");
    }

    private static void sql(DataSource dataSource, String command) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
