package org.workflowengine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.CaseReview.Engine;
import org.workflowengine.runtime.fixture.HeardLog;
import org.workflowengine.runtime.fixture.OwnMariaDb;

/** MariaDB servers on which no step could ever be written: each is refused at the start, with the remedy, and nothing is left behind. */
class MariaDbServersTest {
    private static final RuntimeOptions CREATE = RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);

    @TempDir
    private static Path folder;

    private static OwnMariaDb server;

    @BeforeAll
    static void start() throws Exception {
        server = new OwnMariaDb(folder, "--log-bin=log", "--server-id=1");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void createDatabase() throws SQLException {
        server.sql(
                "CREATE DATABASE claims", "CREATE USER owner IDENTIFIED BY 'secret'", "GRANT ALL ON claims.* TO owner");
    }

    @AfterEach
    void asItWas() throws SQLException {
        server.sql(
                "DROP DATABASE claims",
                "DROP USER owner",
                "SET GLOBAL log_bin_trust_function_creators = 0",
                "SET GLOBAL binlog_format = 'MIXED'",
                "SET GLOBAL read_only = 0",
                "SET GLOBAL max_allowed_packet = DEFAULT",
                "SET GLOBAL sql_mode = DEFAULT");
    }

    private static DataSource root() {
        return server.dataSource(server.url("claims"));
    }

    private static DataSource owner() {
        return server.dataSource(server.url("claims", "owner", "secret"));
    }

    private static void works(DataSource login, RuntimeOptions options) {
        Engine.on(WorkflowRuntime.on(login, options))
                .open("C-1", by("alice").because("claim received"))
                .orThrow();
    }

    private static void refused(DataSource login, RuntimeOptions options, String what, String remedy) {
        assertThatThrownBy(() -> WorkflowRuntime.on(login, options))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(what)
                .hasMessageEndingWith(remedy);
    }

    private static void refusedLeavingNothing(DataSource login, String what, String remedy) throws SQLException {
        refused(login, CREATE, what, remedy);
        assertThat(rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'claims'"))
                .isEmpty();
    }

    private static List<String> rows(String query) throws SQLException {
        try (Connection connection = root().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** Error 1419. */
    @Test
    void aBinaryLogAndALoginWithoutSuper() throws SQLException {
        refusedLeavingNothing(
                owner(),
                "this login cannot create the tables with their triggers, so none was created: ",
                "; set log_bin_trust_function_creators = 1 on the server, or let somebody who has SUPER run the script: an"
                        + " application's login needs neither afterwards");
        server.sql("SET GLOBAL log_bin_trust_function_creators = 1");
        works(owner(), CREATE);
        server.sql("SET GLOBAL log_bin_trust_function_creators = 0");
        // What is there needs no creating.
        Engine.on(WorkflowRuntime.on(owner()))
                .open("C-2", by("bob").because("another"))
                .orThrow();
    }

    @Test
    void aBinaryLogAndALoginThatHasSuperByItsRole() throws SQLException {
        server.sql(
                "CREATE ROLE administrators",
                "GRANT SUPER ON *.* TO administrators",
                "GRANT administrators TO owner",
                "SET DEFAULT ROLE administrators FOR owner");
        try {
            works(owner(), CREATE);
        } finally {
            server.sql("DROP ROLE administrators");
        }
    }

    @Test
    void aLoginThatMayNotCreateAllOfIt() throws SQLException {
        server.sql("SET GLOBAL log_bin_trust_function_creators = 1");
        for (String privilege : List.of("TRIGGER", "INDEX", "CREATE VIEW")) {
            server.sql("REVOKE " + privilege + " ON claims.* FROM owner");
            refusedLeavingNothing(
                    owner(),
                    "this login cannot create the tables with their triggers, so none was created: ",
                    "; grant this login SELECT, INSERT, CREATE, ALTER, INDEX, REFERENCES, TRIGGER and CREATE VIEW in the database, or let its"
                            + " administrator run the script");
            server.sql("GRANT " + privilege + " ON claims.* TO owner");
        }
        works(owner(), CREATE);
    }

    /** Error 1665: what InnoDB writes at READ COMMITTED cannot be written down as statements. */
    @Test
    void aBinaryLogOfStatements() throws SQLException {
        String what = "its binlog_format is STATEMENT";
        String remedy =
                "; set binlog_format to ROW or MIXED on the server: SET GLOBAL binlog_format = 'MIXED', and in its"
                        + " configuration; new connections have it";
        server.sql("SET GLOBAL binlog_format = 'STATEMENT'");
        refusedLeavingNothing(root(), what, remedy);
        server.sql("SET GLOBAL binlog_format = 'MIXED'");
        works(root(), CREATE);
        server.sql("SET GLOBAL binlog_format = 'STATEMENT'");
        for (SchemaMode mode : SchemaMode.values()) {
            refused(root(), RuntimeOptions.defaults().schemaMode(mode), what, remedy);
        }
        assertThat(Verification.of(root(), Seals.none()).verifyAll().isIntact()).isTrue();
        // A session that keeps no log at all may write.
        Engine.on(WorkflowRuntime.on(server.dataSource(server.url("claims") + "&sessionVariables=sql_log_bin=0")))
                .open("C-2", by("bob").because("another"))
                .orThrow();
    }

    /** Who has no such privilege may read there, and after a fail-over write. */
    @Test
    void aServerThatOnlyReads() throws SQLException {
        server.sql("SET GLOBAL log_bin_trust_function_creators = 1", "SET GLOBAL read_only = 1");
        refusedLeavingNothing(
                owner(),
                "this login cannot create the tables with their triggers, so none was created: ",
                "; connect to the server that takes writes, or switch its read_only off: SET GLOBAL read_only = 0");
        server.sql("SET GLOBAL read_only = 0");
        works(owner(), CREATE);
        server.sql("SET GLOBAL read_only = 1");
        try (HeardLog.Ear ear = HeardLog.listen(Level.WARN)) {
            assertThat(Engine.on(WorkflowRuntime.on(owner())).load("C-1").seq()).isEqualTo(1);
            assertThat(ear.taken())
                    .filteredOn(line -> line.contains("writes are not possible here, because of @@global.read_only"))
                    .singleElement()
                    .asString()
                    .startsWith("WARN WorkflowRuntime: ");
        }
    }

    @Test
    void aServerThatDoesNotTakeEveryStep() throws SQLException {
        server.sql("SET GLOBAL max_allowed_packet = 65536");
        refusedLeavingNothing(
                root(),
                "this MariaDB server cannot take every permitted step: its max_allowed_packet is 65536 bytes",
                "; set max_allowed_packet on the server to 1048576 or more; its default is 16777216");
    }

    /** Set for all, as older applications want it. */
    @Test
    void aServerWithAnotherSqlMode() throws SQLException {
        server.sql("SET GLOBAL sql_mode = 'ANSI,PIPES_AS_CONCAT,STRICT_ALL_TABLES'");
        works(root(), CREATE);
        server.sql("SET GLOBAL sql_mode = DEFAULT");
        assertThat(WorkflowRuntime.on(root()).verification().verifyAll().isIntact())
                .isTrue();
    }
}
