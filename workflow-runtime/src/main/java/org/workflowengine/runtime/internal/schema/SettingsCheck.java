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
import org.workflowengine.runtime.internal.dialect.Dialect;

/** What a start asks before it looks at the tables: does this database keep, store and compare exactly what it is given. */
public final class SettingsCheck {
    private static final String DURABLE = "jdbc:h2:async:<path>;WRITE_DELAY=0";

    /** Those in which the tests pass. The others read SQL otherwise, or take two absent request ids for the same. */
    private static final List<String> H2_MODES =
            List.of("REGULAR", "LEGACY", "DB2", "HSQLDB", "MariaDB", "MySQL", "PostgreSQL");

    private static final String ALL_LITERALS = "2";

    private static final String ANY_CASE_ID = "SELECT 0, case_id FROM workflow_case WHERE 1 = 0";

    private SettingsCheck() {}

    /** Looks at the settings of a session. */
    @FunctionalInterface
    public interface Check {
        void run(Dialect dialect, Connection connection) throws SQLException;
    }

    /**
     * Refuses what would lose or change what the engine stores.
     *
     * @throws SetupException naming the setting
     */
    public static void forReading(Dialect dialect, Connection connection) throws SQLException {
        switch (dialect) {
            case H2 -> h2(connection);
            case POSTGRESQL -> postgreSql(connection);
            case MARIADB -> MariaDbSettings.checkReading(connection);
        }
    }

    /**
     * Also refuses what lets no step be written, while everything can be read.
     *
     * @throws SetupException naming the setting
     */
    public static void forWriting(Dialect dialect, Connection connection) throws SQLException {
        forReading(dialect, connection);
        Durability.check(dialect, connection);
        switch (dialect) {
            case H2 -> {}
            case POSTGRESQL -> postgreSqlThatOnlyReads(connection);
            case MARIADB -> MariaDbSettings.checkWriting(connection);
        }
    }

    /** A server in recovery is another matter: it says so at each step, and after a fail-over it takes them. */
    private static void postgreSqlThatOnlyReads(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('default_transaction_read_only')")) {
            row.next();
            if (row.getString(1).equals("on")) {
                throw new SetupException(
                        "this PostgreSQL session begins every transaction as one that only reads: its default_transaction_read_only"
                                + " is on",
                        "find out who set it (ALTER ROLE, ALTER DATABASE, the URL, the pool, the server) and reset it; who only"
                                + " verifies needs no runtime: Verification.of",
                        null);
            }
        }
    }

    /**
     * Refuses what would stop the scripts half-way, before anything is created.
     *
     * @throws SetupException naming the setting or the privilege
     */
    public static void forCreating(Dialect dialect, Connection connection) throws SQLException {
        if (dialect == Dialect.MARIADB) {
            MariaDbSettings.checkCreating(connection);
        }
    }

    /**
     * Refuses tables whose texts are compared otherwise than byte by byte.
     *
     * @throws SetupException with two texts that the database does not tell apart or sorts the wrong way
     */
    public static void ofColumns(Connection connection) throws SQLException {
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
        if (!settings.getOrDefault("ALLOW_LITERALS", ALL_LITERALS).equals(ALL_LITERALS)) {
            throw new SetupException(
                    "this H2 database allows no literals in SQL, and the engine's scripts and triggers have some: its"
                            + " ALLOW_LITERALS is " + settings.get("ALLOW_LITERALS"),
                    "SET ALLOW_LITERALS ALL",
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
                        + " current_setting('client_encoding'), current_setting('session_replication_role'),"
                        + " current_setting('standard_conforming_strings')")) {
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
            if (row.getString(4).equals("off")) {
                throw new SetupException(
                        "this PostgreSQL session reads a backslash in a text as an escape: its standard_conforming_strings is off",
                        "find out who set it (ALTER ROLE, ALTER DATABASE, the URL, the pool, the server) and reset it",
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
}
