package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.workflowengine.runtime.core.SetupException;

/**
 * What MariaDB's variables are for the sessions that the engine is given: those of the server, of {@code init_connect}, of the URL's
 * {@code sessionVariables} and of the pool's first statement. Some lose, change or hide what the engine stores, and some prevent every
 * step. All others remain the user's choice.
 */
final class MariaDbSettings {
    /** The default of a session: texts mean in it what they mean in the scripts, and the catalogue uses the same words. */
    private static final String DEFAULT_MODE =
            "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION";

    private static final String WHERE_IT_IS_SET =
            " (in the URL's sessionVariables, the pool's first statement, init_connect or on the server)";

    /** A step with facts and evidence of 64 KiB each, and the texts beside them, has room in this many bytes. */
    private static final long SMALLEST_PACKET = 1L << 20;

    private static final int NO_SUCH_TABLE = 1146;
    private static final int NEEDS_SUPER = 1419;
    private static final int SERVER_READS_ONLY = 1290;

    /**
     * Each of these fails because its privilege is missing, or else because there is no such table. None of them ever creates anything.
     */
    private static final List<String> TRIALS = List.of(
            "CREATE TRIGGER workflow_trial BEFORE INSERT ON workflow_no_such_table FOR EACH ROW SET @workflow_trial = 1",
            "CREATE INDEX workflow_trial ON workflow_no_such_table (workflow_trial)",
            "CREATE VIEW workflow_trial AS SELECT 1 FROM workflow_no_such_table",
            "INSERT INTO workflow_no_such_table VALUES (1)");

    /** What decides whether a commit that was acknowledged is on disk. */
    static final String DURABILITY = "SELECT LOWER(variable_name), variable_value, 'server'"
            + " FROM information_schema.global_variables WHERE variable_name IN ('innodb_flush_log_at_trx_commit',"
            + " 'innodb_doublewrite', 'innodb_flush_method', 'sync_binlog', 'log_bin')";

    private MariaDbSettings() {}

    /** Work in a session with known settings. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /**
     * Without a strict mode, MariaDB stores something else than it was given, and only warns. In a character set other than utf8mb4, it
     * replaces what the set lacks by question marks. A limit cuts the result of every query that has none, also in a verification.
     */
    static void checkReading(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                // Its own limit makes it independent of sql_select_limit.
                ResultSet row = statement.executeQuery("""
                        SELECT @@sql_mode, @@sql_mode LIKE '%STRICT\\_%\\_TABLES%', @@sql_mode LIKE '%EMPTY\\_STRING\\_IS\\_NULL%',
                            @@character_set_client, @@character_set_connection, @@character_set_results,
                            @@sql_select_limit, @@sql_select_limit < 18446744073709551615, @@sql_big_selects,
                            @@completion_type
                        LIMIT 1
                        """)) {
            row.next();
            if (!row.getBoolean(2)) {
                throw new SetupException(
                        "this MariaDB session would truncate texts that do not fit: its sql_mode is '"
                                + row.getString(1) + "'",
                        "add sessionVariables=sql_mode='STRICT_TRANS_TABLES' to its URL, or set it on the server",
                        null);
            }
            if (row.getBoolean(3)) {
                throw new SetupException(
                        "this MariaDB session treats the empty text as NULL: its sql_mode is '" + row.getString(1)
                                + "'",
                        "remove EMPTY_STRING_IS_NULL from it, in the URL or on the server",
                        null);
            }
            String[] variables = {"character_set_client", "character_set_connection", "character_set_results"};
            for (int i = 0; i < variables.length; i++) {
                if (!"utf8mb4".equals(row.getString(4 + i))) {
                    throw new SetupException(
                            "this MariaDB session would replace characters: its " + variables[i] + " is "
                                    + row.getString(4 + i),
                            "remove it from the URL and the pool's settings: the driver's default is utf8mb4",
                            null);
                }
            }
            if (row.getBoolean(8)) {
                throw new SetupException(
                        "this MariaDB session reads no more of any answer than its sql_select_limit of "
                                + row.getString(7) + " rows",
                        "remove sql_select_limit" + WHERE_IT_IS_SET + ": expected its default, no limit",
                        null);
            }
            String completion = row.getString(10);
            if (!"NO_CHAIN".equals(completion)) {
                throw new SetupException(
                        "this MariaDB session does not end a transaction alone with a commit: its completion_type is "
                                + completion + ", which begins another transaction like it, or ends the connection",
                        "remove completion_type" + WHERE_IT_IS_SET + ": expected NO_CHAIN",
                        null);
            }
            if (!row.getBoolean(9)) {
                throw new SetupException(
                        "this MariaDB session refuses to read many rows, as a verification does: its sql_big_selects is 0",
                        "remove max_join_size, which sets it, or sql_big_selects" + WHERE_IT_IS_SET + ": expected 1",
                        null);
            }
        }
        checkCluster(connection);
    }

    /**
     * A node of a Galera cluster answers a read, and looks for the step before an insert, in what it has applied so far, which may be
     * less than another node has acknowledged. 1 makes it wait before a read, 4 before an insert.
     */
    private static void checkCluster(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT waits.session_value
                        FROM information_schema.system_variables waits
                        JOIN information_schema.system_variables cluster
                            ON cluster.variable_name = 'WSREP_ON' AND cluster.session_value = 'ON'
                        WHERE waits.variable_name = 'WSREP_SYNC_WAIT' AND waits.session_value & 5 <> 5
                        """)) {
            if (rows.next()) {
                throw new SetupException(
                        "this node of a Galera cluster does not wait for what other nodes have acknowledged: its"
                                + " wsrep_sync_wait is " + rows.getString(1),
                        "add sessionVariables=wsrep_sync_wait=5 to its URL, or set it on every node",
                        null);
            }
        }
    }

    /**
     * Refuses sessions in which the triggers, or InnoDB at READ COMMITTED, refuse every step.
     *
     * @throws SetupException naming the variable
     */
    static void checkWriting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT @@foreign_key_checks, @@check_constraint_checks, @@unique_checks,
                            @@log_bin AND @@sql_log_bin AND @@binlog_format = 'STATEMENT', @@max_allowed_packet
                        LIMIT 1
                        """)) {
            row.next();
            String[] checks = {"foreign_key_checks", "check_constraint_checks", "unique_checks"};
            for (int i = 0; i < checks.length; i++) {
                if (!row.getBoolean(1 + i)) {
                    throw new SetupException(
                            "this MariaDB session has switched checks off, and the triggers let such a session write nothing: its "
                                    + checks[i] + " is 0",
                            "remove " + checks[i] + WHERE_IT_IS_SET + ": expected 1",
                            null);
                }
            }
            if (row.getBoolean(4)) {
                throw new SetupException(
                        "this MariaDB server writes statements into its binary log, which InnoDB refuses to do for a transaction at READ"
                                + " COMMITTED, as the engine's are (error 1665): its binlog_format is STATEMENT",
                        "set binlog_format to ROW or MIXED on the server: SET GLOBAL binlog_format = 'MIXED', and in its"
                                + " configuration; new connections have it",
                        null);
            }
            if (row.getLong(5) < SMALLEST_PACKET) {
                throw new SetupException(
                        "this MariaDB server cannot take every permitted step: its max_allowed_packet is "
                                + row.getLong(5) + " bytes",
                        "set max_allowed_packet on the server to " + SMALLEST_PACKET
                                + " or more; its default is 16777216",
                        null);
            }
        }
        // Some releases have one name, some the other, some both.
        if (isSet(connection, "variable_name IN ('TX_READ_ONLY', 'TRANSACTION_READ_ONLY') AND session_value = 'ON'")) {
            throw new SetupException(
                    "this MariaDB session begins every transaction read-only: its transaction_read_only"
                            + " (tx_read_only) is ON",
                    "remove it" + WHERE_IT_IS_SET
                            + ": expected OFF; to verify only, use Verification.of, which needs no runtime",
                    null);
        }
    }

    /** Asks in a way that does not fail on a release without the variable. */
    private static boolean isSet(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT 1 FROM information_schema.system_variables WHERE " + condition + " LIMIT 1")) {
            return row.next();
        }
    }

    /**
     * Asks whether the login may create what the scripts create, before anything exists: MariaDB commits each statement that changes the
     * schema, so tables without their triggers would remain.
     *
     * @throws SetupException with the server's reason
     */
    static void checkCreating(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT @@enforce_storage_engine LIMIT 1")) {
                row.next();
                String engine = row.getString(1);
                if (engine != null && !engine.equalsIgnoreCase("InnoDB")) {
                    throw new SetupException(
                            "this MariaDB session creates every table in " + engine
                                    + ", which has neither transactions nor foreign keys: its enforce_storage_engine is "
                                    + engine,
                            "remove it" + WHERE_IT_IS_SET + ", or run the script in a session without it",
                            null);
                }
            }
            if (isSet(connection, "variable_name = 'ALTER_ALGORITHM' AND session_value = 'INSTANT'")) {
                throw new SetupException(
                        "this MariaDB session cannot create an index on a table: its alter_algorithm is INSTANT",
                        "remove it" + WHERE_IT_IS_SET + ", or run the script in a session without it",
                        null);
            }
            for (String trial : TRIALS) {
                attempt(statement, trial);
            }
        }
    }

    private static void attempt(Statement statement, String trial) {
        try {
            statement.execute(trial);
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE) {
                return;
            }
            throw new SetupException(
                    "this login cannot create the tables with their triggers, so none was created: " + e.getMessage(),
                    switch (e.getErrorCode()) {
                        case NEEDS_SUPER ->
                            "set log_bin_trust_function_creators = 1 on the server, or let somebody who has SUPER run the script: an"
                                    + " application's login needs neither afterwards";
                        case SERVER_READS_ONLY ->
                            "connect to the server that takes writes, or switch its read_only off: SET GLOBAL read_only = 0";
                        default ->
                            "grant this login SELECT, INSERT, CREATE, ALTER, INDEX, REFERENCES, TRIGGER and CREATE VIEW in the database, or let its"
                                    + " administrator run the script";
                    },
                    e);
        }
        throw new IllegalStateException("a trial that cannot succeed has: " + trial);
    }

    /**
     * Does something in a session in which quotes, bars and the catalogue mean and say what they do by default, and gives the session back
     * as it was found.
     */
    static <T> T inDefaultMode(Connection connection, Work<T> work) throws SQLException {
        String mode;
        int quotes;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@sql_mode, @@sql_quote_show_create LIMIT 1")) {
            row.next();
            mode = row.getString(1);
            quotes = row.getInt(2);
        }
        if (mode.equals(DEFAULT_MODE) && quotes == 1) {
            return work.run();
        }
        set(connection, DEFAULT_MODE, 1);
        T done;
        try {
            done = work.run();
        } catch (Throwable failure) {
            try {
                set(connection, mode, quotes);
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
        set(connection, mode, quotes);
        return done;
    }

    private static void set(Connection connection, String mode, int quotes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = '" + mode + "', SESSION sql_quote_show_create = " + quotes);
        }
    }
}
