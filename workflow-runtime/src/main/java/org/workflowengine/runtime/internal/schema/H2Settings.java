package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workflowengine.runtime.core.SetupException;

/** The settings that an H2 database and the engine's session need, so that values are kept and compared exactly. */
final class H2Settings {
    private static final String DURABLE = "jdbc:h2:async:<path>;WRITE_DELAY=0";

    /** Those in which the tests pass. The others read SQL differently, or take two absent request ids for the same. */
    private static final List<String> MODES =
            List.of("REGULAR", "LEGACY", "DB2", "HSQLDB", "MariaDB", "MySQL", "PostgreSQL");

    private static final String ALL_LITERALS = "2";

    private H2Settings() {}

    static void check(Connection connection) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        boolean isFile = false;
        // By position: the old information schema has other names for the columns.
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT DATABASE_PATH(), SETTINGS.* FROM INFORMATION_SCHEMA.SETTINGS SETTINGS")) {
            while (rows.next()) {
                isFile = rows.getString(1) != null;
                settings.put(rows.getString(2), String.valueOf(rows.getString(3)));
            }
        }
        if (settings.getOrDefault("OLD_INFORMATION_SCHEMA", "").equalsIgnoreCase("TRUE")) {
            throw new SetupException(
                    "this H2 session shows its catalogue in the form of H2 1.4, which the engine does not read",
                    "remove OLD_INFORMATION_SCHEMA from the URL",
                    null);
        }
        if (settings.getOrDefault("VARIABLE_BINARY", "").equalsIgnoreCase("TRUE")) {
            throw new SetupException(
                    "this H2 session changes the type of each BINARY column: its VARIABLE_BINARY is TRUE",
                    "remove VARIABLE_BINARY from the URL",
                    null);
        }
        if (!settings.getOrDefault("ALLOW_LITERALS", ALL_LITERALS).equals(ALL_LITERALS)) {
            throw new SetupException(
                    "this H2 database allows no literals in SQL, and the engine's scripts and triggers have some: its"
                            + " ALLOW_LITERALS is " + settings.get("ALLOW_LITERALS"),
                    "SET ALLOW_LITERALS ALL",
                    null);
        }
        String mode = settings.getOrDefault("MODE", "");
        if (!MODES.contains(mode)) {
            throw new SetupException(
                    "this H2 database is in MODE=" + mode + ", in which SQL has another meaning than the engine's",
                    "remove MODE from its URL, or use one of " + String.join(", ", MODES),
                    null);
        }
        // H2 acknowledges a commit before it is on disk, by default for half a second. In memory there is nothing to
        // lose.
        String delay = settings.getOrDefault("WRITE_DELAY", "0");
        if (isFile && !delay.equals("0")) {
            throw new SetupException(
                    "this H2 database writes up to " + delay
                            + " ms after it has acknowledged a commit, which a crash then undoes",
                    "add WRITE_DELAY=0 to its URL: " + DURABLE,
                    null);
        }
        Optional<String> deviation =
                TextComparison.deviation(connection, "SELECT 0, CAST(NULL AS VARCHAR(64)) WHERE 1 = 0");
        if (deviation.isPresent()) {
            String cause = Stream.of("IGNORECASE", "COLLATION", "MODE")
                    .filter(settings::containsKey)
                    .map(name -> name + "=" + settings.get(name))
                    .collect(Collectors.joining(", "));
            throw new SetupException(
                    "this H2 database does not compare texts byte by byte: " + deviation.get() + "; its settings are "
                            + cause,
                    "use a database that was created without IGNORECASE and COLLATION",
                    null);
        }
    }
}
