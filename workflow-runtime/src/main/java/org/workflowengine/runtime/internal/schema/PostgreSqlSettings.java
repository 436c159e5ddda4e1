package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.workflowengine.runtime.core.SetupException;

/** The settings that a PostgreSQL server, database and session need, so that steps are kept, counted and checked. */
final class PostgreSqlSettings {
    /** What decides whether a commit that was acknowledged is on disk. */
    static final String DURABILITY = "SELECT pg_catalog.lower(name), setting, source FROM pg_catalog.pg_settings"
            + " WHERE name IN ('synchronous_commit', 'fsync', 'full_page_writes')";

    /** The sources of settings that all sessions share. */
    private static final Set<String> OF_THE_SERVER =
            Set.of("default", "configuration file", "command line", "environment variable");

    private PostgreSqlSettings() {}

    /**
     * Everything is to be stored and counted in characters of UTF-8. With SQL_ASCII the server counts bytes and stores anything; every
     * other encoding lacks characters. A session in the role of a replica checks no foreign keys.
     */
    static void checkReading(Connection connection) throws SQLException {
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

    /**
     * Refuses sessions that lose what they acknowledge, or that prevent every step.
     *
     * @throws SetupException naming the setting
     */
    static void checkWriting(Connection connection) throws SQLException {
        checkCommit(connection);
        checkReadOnly(connection);
    }

    /**
     * Refuses a session that does not wait for the disk although the server's default is to wait.
     *
     * @throws SetupException naming the setting and its source
     */
    private static void checkCommit(Connection connection) throws SQLException {
        Durability.Setting commit = Durability.settings(connection, DURABILITY).get("synchronous_commit");
        if (commit != null && commit.value().equals("off") && !OF_THE_SERVER.contains(commit.source())) {
            throw new SetupException(
                    "this PostgreSQL session acknowledges a commit before it is on disk, which a crash of the server then undoes: its"
                            + " synchronous_commit is off, set for the " + commit.source(),
                    "find out who set it (ALTER ROLE, ALTER DATABASE, the URL, the pool) and reset it",
                    null);
        }
    }

    /** A server in recovery is accepted: it reports that at each step, and accepts steps after a fail-over. */
    private static void checkReadOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('default_transaction_read_only')")) {
            row.next();
            if (row.getString(1).equals("on")) {
                throw new SetupException(
                        "this PostgreSQL session begins every transaction read-only: its default_transaction_read_only"
                                + " is on",
                        "find out who set it (ALTER ROLE, ALTER DATABASE, the URL, the pool, the server) and reset it; to verify"
                                + " only, use Verification.of, which needs no runtime",
                        null);
            }
        }
    }
}
