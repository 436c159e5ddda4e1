package org.workflowengine.runtime.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.schema.Durability.Setting;

/** A commit that is acknowledged before it is on disk: refused where the session asks for it, named where the server does. */
class DurabilityTest {
    private static final RuntimeOptions CREATE = RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE);

    @Nested
    class OnPostgreSql {
        private final TestDatabase database = TestDatabase.postgres();

        @AfterEach
        void close() {
            database.close();
        }

        @Test
        void aUrlThatDoesNotWaitIsRefused() {
            refused(database.with("&options=-c%20synchronous_commit=off"), "client");
        }

        @Test
        void aLoginThatDoesNotWaitIsRefused() throws SQLException {
            database.runtime();
            database.roles();
            DataSource login = database.login("application");
            WorkflowRuntime.on(login);
            String role;
            try (Connection connection = login.getConnection()) {
                role = connection.getMetaData().getUserName();
            }
            database.sql("ALTER ROLE " + role + " SET synchronous_commit = off");
            refused(login, "user");
            database.sql("ALTER ROLE " + role + " RESET ALL");
            WorkflowRuntime.on(login);
        }

        @Test
        void aDatabaseThatDoesNotWaitIsRefused() throws SQLException {
            String name = database.rows("SELECT current_database()").get(0).replaceAll("[\\[\\]]", "");
            database.sql("ALTER DATABASE " + name + " SET synchronous_commit = off");
            refused(database.dataSource(), "database");
        }

        @ParameterizedTest
        @ValueSource(strings = {"on", "local", "remote_write", "remote_apply"})
        void whatWaitsForTheDiskHereIsAccepted(String value) {
            WorkflowRuntime.on(database.with("&options=-c%20synchronous_commit=" + value), CREATE);
        }

        /** Neither is the choice of a session. The test's own server has both, for speed. */
        @Test
        void theServersOwnAreNamed() throws SQLException {
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(SchemaRules.of(Dialect.POSTGRESQL).losses(connection))
                        .containsExactlyElementsOf(database
                                .rows(
                                        "SELECT name || ' = ' || setting FROM pg_settings WHERE setting = 'off'"
                                                + " AND name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name")
                                .stream()
                                .map(row -> row.replaceAll("[\\[\\]]", ""))
                                .toList())
                        .contains("fsync = off");
            }
            WorkflowRuntime.on(database.dataSource(), CREATE);
        }

        private void refused(DataSource dataSource, String source) {
            assertThatThrownBy(() -> WorkflowRuntime.on(dataSource))
                    .isInstanceOf(SetupException.class)
                    .hasMessage(
                            "this PostgreSQL session acknowledges a commit before it is on disk, which a crash of the server then"
                                    + " undoes: its synchronous_commit is off, set for the " + source
                                    + "; find out who set it (ALTER ROLE,"
                                    + " ALTER DATABASE, the URL, the pool) and reset it");
        }
    }

    @Test
    void mariaDbTellsAllOfThem() throws SQLException {
        try (TestDatabase database = TestDatabase.mariaDb();
                Connection connection = database.dataSource().getConnection()) {
            Map<String, Setting> told = new TreeMap<>();
            for (String row : database.rows("SELECT LOWER(variable_name), variable_value FROM"
                    + " information_schema.global_variables WHERE variable_name IN ('innodb_flush_log_at_trx_commit',"
                    + " 'innodb_doublewrite', 'innodb_flush_method', 'sync_binlog', 'log_bin')")) {
                String[] pair = row.substring(1, row.length() - 1).split(", ");
                told.put(pair[0], new Setting(pair[1], "server"));
            }
            assertThat(told).containsKeys("innodb_flush_log_at_trx_commit", "sync_binlog", "log_bin");
            assertThat(SchemaRules.of(Dialect.MARIADB).losses(connection)).isEqualTo(Durability.losses(told));
            WorkflowRuntime.on(database.dataSource(), CREATE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "innodb_flush_log_at_trx_commit, 0, true",
        "innodb_flush_log_at_trx_commit, 2, true",
        "innodb_flush_log_at_trx_commit, 1, false",
        "innodb_flush_log_at_trx_commit, 3, false",
        "innodb_doublewrite, OFF, true",
        "innodb_doublewrite, ON, false",
        "innodb_doublewrite, fast, false",
        "innodb_flush_method, nosync, true",
        "innodb_flush_method, littlesync, true",
        "innodb_flush_method, O_DIRECT, false",
        "sync_binlog, 0, false",
        "fsync, off, true",
        "fsync, on, false",
        "full_page_writes, off, true",
        "synchronous_commit, off, true",
        "synchronous_commit, local, false"
    })
    void whatLoses(String name, String value, boolean loses) {
        assertThat(Durability.losses(Map.of(name, new Setting(value, "server"))))
                .isEqualTo(loses ? List.of(name + " = " + value) : List.of());
    }

    /** Recovery rolls back what the binary log lacks: where there is one, it has to be on disk too. */
    @ParameterizedTest
    @CsvSource({"ON, 0, true", "ON, 100, true", "ON, 1, false", "OFF, 0, false"})
    void theBinaryLog(String logs, String syncs, boolean loses) {
        Map<String, Setting> settings = new HashMap<>();
        settings.put("log_bin", new Setting(logs, "server"));
        settings.put("sync_binlog", new Setting(syncs, "server"));
        assertThat(Durability.losses(settings)).isEqualTo(loses ? List.of("sync_binlog = " + syncs) : List.of());
    }

    @Test
    void h2RefusesWhatItMayLoseByItself() throws SQLException {
        try (TestDatabase database = TestDatabase.inMemory();
                Connection connection = database.dataSource().getConnection()) {
            assertThat(SchemaRules.of(Dialect.H2).losses(connection)).isEmpty();
        }
    }
}
