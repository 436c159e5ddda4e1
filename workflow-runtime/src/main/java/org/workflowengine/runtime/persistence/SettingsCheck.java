package org.workflowengine.runtime.persistence;

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

/** What a start asks before it looks at the tables: does this database keep, store and compare exactly what it is given. */
final class SettingsCheck {
    private static final String DURABLE = "jdbc:h2:async:<path>;WRITE_DELAY=0";

    /** Those in which the tests pass. The others read SQL otherwise, or take two absent request ids for the same. */
    private static final List<String> H2_MODES =
            List.of("REGULAR", "LEGACY", "DB2", "HSQLDB", "MariaDB", "MySQL", "PostgreSQL");

    private static final String ANY_CASE_ID = "SELECT 0, case_id FROM workflow_case WHERE 1 = 0";

    private SettingsCheck() {}

    /**
     * Refuses what would lose or change what the engine stores.
     *
     * @throws SetupException naming the setting
     */
    static void run(Dialect dialect, Connection connection) throws SQLException {
        switch (dialect) {
            case H2 -> h2(connection);
            case POSTGRESQL -> postgreSql(connection);
            case MARIADB -> mariaDb(connection);
        }
    }

    /**
     * Refuses tables whose texts are compared otherwise than byte by byte.
     *
     * @throws SetupException with two texts that the database does not tell apart or sorts the wrong way
     */
    static void ofColumns(Connection connection) throws SQLException {
        Optional<String> deviation = TextComparison.deviation(connection, ANY_CASE_ID);
        if (deviation.isPresent()) {
            throw new SetupException(
                    "workflow_case.case_id is not compared byte by byte: " + deviation.get(),
                    "create the tables with the engine's script, unchanged, in a database whose settings are the usual ones",
                    null);
        }
    }

    private static void h2(Connection connection) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        boolean isFile = false;
        // By their places: the old information schema has other names for the columns.
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
                    "this H2 session makes another type of each BINARY column: its VARIABLE_BINARY is TRUE",
                    "remove VARIABLE_BINARY from the URL",
                    null);
        }
        String mode = settings.getOrDefault("MODE", "");
        if (!H2_MODES.contains(mode)) {
            throw new SetupException(
                    "this H2 database is in MODE=" + mode
                            + ", in which its SQL means something else than the engine's does",
                    "remove MODE from its URL, or use one of " + String.join(", ", H2_MODES),
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

    /**
     * Everything is to be stored and counted in characters of UTF-8. In SQL_ASCII the server counts bytes and stores whatever
     * comes; any other encoding lacks characters. A session that plays a replication's checks no foreign keys.
     */
    private static void postgreSql(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('server_encoding'),"
                        + " current_setting('client_encoding'), current_setting('session_replication_role')")) {
            row.next();
            if (!row.getString(1).equals("UTF8")) {
                throw new SetupException(
                        "this PostgreSQL database stores texts in " + row.getString(1)
                                + ", which cannot hold, or not count, every character",
                        "create it with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
                        null);
            }
            if (!row.getString(2).equals("UTF8")) {
                throw new SetupException(
                        "this PostgreSQL session's client_encoding is " + row.getString(2)
                                + ", in which characters are lost on their way",
                        "do not set client_encoding and allowEncodingChanges, in the URL or after connecting",
                        null);
            }
            if (row.getString(3).equals("replica")) {
                throw new SetupException(
                        "this PostgreSQL session checks no foreign keys: its session_replication_role is replica",
                        "find out who set it (ALTER ROLE, ALTER DATABASE, the URL, the pool) and reset it",
                        null);
            }
        }
    }

    /**
     * Without a strict mode MariaDB stores something else than what it was given, and merely warns. In another character set than
     * utf8mb4 it puts question marks in the place of what the set lacks. A node of a Galera cluster answers a read, and looks for
     * the step before an insert, in what it has applied so far, which may be less than another node has acknowledged: 1 lets it
     * wait before a read, 4 before an insert.
     */
    private static void mariaDb(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT @@sql_mode, @@sql_mode LIKE '%STRICT\\_%\\_TABLES%', @@sql_mode LIKE '%EMPTY\\_STRING\\_IS\\_NULL%',
                            @@character_set_client, @@character_set_connection, @@character_set_results,
                            (SELECT waits.session_value
                             FROM information_schema.system_variables waits
                             JOIN information_schema.system_variables cluster
                               ON cluster.variable_name = 'WSREP_ON' AND cluster.session_value = 'ON'
                             WHERE waits.variable_name = 'WSREP_SYNC_WAIT' AND waits.session_value & 5 <> 5)
                        """)) {
            row.next();
            if (!row.getBoolean(2)) {
                throw new SetupException(
                        "this MariaDB session would shorten what does not fit: its sql_mode is '" + row.getString(1)
                                + "'",
                        "add sessionVariables=sql_mode='STRICT_TRANS_TABLES' to its URL, or set it on the server",
                        null);
            }
            if (row.getBoolean(3)) {
                throw new SetupException(
                        "this MariaDB session takes the empty text for NULL: its sql_mode is '" + row.getString(1)
                                + "'",
                        "take EMPTY_STRING_IS_NULL out of it, in the URL or on the server",
                        null);
            }
            String[] variables = {"character_set_client", "character_set_connection", "character_set_results"};
            for (int i = 0; i < variables.length; i++) {
                if (!"utf8mb4".equals(row.getString(4 + i))) {
                    throw new SetupException(
                            "this MariaDB session would replace characters: its " + variables[i] + " is "
                                    + row.getString(4 + i),
                            "take it out of the URL and the pool's settings: the driver's own is utf8mb4",
                            null);
                }
            }
            if (row.getString(7) != null) {
                throw new SetupException(
                        "this node of a Galera cluster does not wait for what other nodes have acknowledged: its"
                                + " wsrep_sync_wait is " + row.getString(7),
                        "add sessionVariables=wsrep_sync_wait=5 to its URL, or set it on every node",
                        null);
            }
        }
    }
}
