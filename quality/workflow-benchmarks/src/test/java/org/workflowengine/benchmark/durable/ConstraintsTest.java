package org.workflowengine.benchmark.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workflowengine.benchmark.durable.DatabaseServer.Kind;

/** What is called without keys, links or triggers has none. */
class ConstraintsTest {
    private static final String OF_TABLES =
            " IN ('workflow_audit', 'workflow_case', 'WORKFLOW_AUDIT', 'WORKFLOW_CASE')";

    private final Path folder = Path.of("target", "constraints");

    @ParameterizedTest
    @EnumSource(names = {"H2_MEMORY", "POSTGRESQL", "MARIADB"})
    void eachLevelHasWhatItSays(Kind kind) throws Exception {
        try (DatabaseServer server = DatabaseServer.start(kind, folder)) {
            for (Constraints level : Constraints.values()) {
                try (HikariDataSource database = server.newDatabase()) {
                    EngineById.engine(database);

                    level.reduce(database);

                    assertThat(triggers(database, kind) > 0)
                            .as(level + " triggers")
                            .isEqualTo(level == Constraints.ALL);
                    boolean links = level.compareTo(Constraints.LINKS) >= 0;
                    assertThat(constraints(database, kind, "FOREIGN KEY") > 0)
                            .as(level + " foreign keys")
                            .isEqualTo(links);
                    assertThat(constraints(database, kind, "CHECK") > 0)
                            .as(level + " checks")
                            .isEqualTo(links);
                    boolean keys = level.compareTo(Constraints.KEYS) >= 0;
                    assertThat(constraints(database, kind, "PRIMARY KEY"))
                            .as(level + " primary keys")
                            .isEqualTo(keys ? 2 : 0);
                    assertThat(constraints(database, kind, "UNIQUE") > 0)
                            .as(level + " unique keys")
                            .isEqualTo(keys);
                    if (level == Constraints.NONE) {
                        assertThat(indexes(database, kind)).isEqualTo(2);
                    }
                }
            }
        }
    }

    private static long triggers(HikariDataSource database, Kind kind) throws SQLException {
        return count(
                database,
                kind == Kind.POSTGRESQL
                        ? "SELECT COUNT(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN ('workflow_audit'::regclass,"
                                + " 'workflow_case'::regclass)"
                        : "SELECT COUNT(*) FROM information_schema.triggers WHERE event_object_table" + OF_TABLES
                                + here(kind, "trigger_schema"));
    }

    /** PostgreSQL lists NOT NULL among the checks. */
    private static long constraints(HikariDataSource database, Kind kind, String type) throws SQLException {
        return count(
                database,
                "SELECT COUNT(*) FROM information_schema.table_constraints WHERE table_name" + OF_TABLES
                        + " AND constraint_type = '" + type + "' AND constraint_name NOT LIKE '%not\\_null'"
                        + here(kind, "constraint_schema"));
    }

    private static long indexes(HikariDataSource database, Kind kind) throws SQLException {
        return count(
                database,
                switch (kind) {
                    case POSTGRESQL -> "SELECT COUNT(*) FROM pg_indexes WHERE tablename" + OF_TABLES;
                    case MARIADB ->
                        "SELECT COUNT(DISTINCT table_name, index_name) FROM information_schema.statistics WHERE table_name"
                                + OF_TABLES + here(kind, "table_schema");
                    case H2_MEMORY, H2_FILE ->
                        "SELECT COUNT(*) FROM information_schema.indexes WHERE table_name" + OF_TABLES;
                });
    }

    /** A server of MariaDB shows all its databases. */
    private static String here(Kind kind, String column) {
        return kind == Kind.MARIADB ? " AND " + column + " = DATABASE()" : "";
    }

    private static long count(HikariDataSource database, String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
