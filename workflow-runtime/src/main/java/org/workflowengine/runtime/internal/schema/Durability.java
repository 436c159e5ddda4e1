package org.workflowengine.runtime.internal.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.dialect.Dialect;

/**
 * Whether a commit that was acknowledged is on disk. What a session has for itself is refused, as H2's WRITE_DELAY is; what a server has for
 * all is the choice of whoever runs it, and named.
 */
public final class Durability {
    private static final String POSTGRESQL =
            "SELECT pg_catalog.lower(name), setting, source FROM pg_catalog.pg_settings"
                    + " WHERE name IN ('synchronous_commit', 'fsync', 'full_page_writes')";

    private static final String MARIADB = "SELECT LOWER(variable_name), variable_value, 'server'"
            + " FROM information_schema.global_variables WHERE variable_name IN ('innodb_flush_log_at_trx_commit',"
            + " 'innodb_doublewrite', 'innodb_flush_method', 'sync_binlog', 'log_bin')";

    /** Where PostgreSQL has a setting from that all sessions share. */
    private static final Set<String> OF_THE_SERVER =
            Set.of("default", "configuration file", "command line", "environment variable");

    private Durability() {}

    /** A value, and where it comes from. */
    record Setting(String value, String source) {}

    /**
     * Refuses a session that does not wait for the disk while others of the same server do.
     *
     * @throws SetupException naming the setting and its source
     */
    static void check(Dialect dialect, Connection connection) throws SQLException {
        if (dialect != Dialect.POSTGRESQL) {
            return;
        }
        Setting commit = settings(dialect, connection).get("synchronous_commit");
        if (commit != null && commit.value.equals("off") && !OF_THE_SERVER.contains(commit.source)) {
            throw new SetupException(
                    "this PostgreSQL session acknowledges a commit before it is on disk, which a crash of the server then undoes: its"
                            + " synchronous_commit is off, set for the " + commit.source,
                    "find out who set it (ALTER ROLE, ALTER DATABASE, the URL, the pool) and reset it",
                    null);
        }
    }

    /** The settings of the server under which a crash may undo what was acknowledged, or damage what is stored: in words, sorted. */
    public static List<String> losses(Dialect dialect, Connection connection) throws SQLException {
        return dialect == Dialect.H2 ? List.of() : losses(settings(dialect, connection));
    }

    static List<String> losses(Map<String, Setting> settings) {
        List<String> losses = new ArrayList<>();
        settings.forEach((name, setting) -> {
            boolean loses = switch (name) {
                case "synchronous_commit", "fsync", "full_page_writes", "innodb_doublewrite" -> isOff(setting);
                case "innodb_flush_log_at_trx_commit" -> setting.value.equals("0") || setting.value.equals("2");
                case "innodb_flush_method" -> Set.of("nosync", "littlesync").contains(setting.value);
                // What the binary log lacks after a crash, recovery rolls back.
                case "sync_binlog" ->
                    !setting.value.equals("1") && settings.containsKey("log_bin") && !isOff(settings.get("log_bin"));
                default -> false;
            };
            if (loses) {
                losses.add(name + " = " + setting.value);
            }
        });
        return losses;
    }

    private static boolean isOff(Setting setting) {
        return setting.value.equalsIgnoreCase("off") || setting.value.equals("0");
    }

    private static Map<String, Setting> settings(Dialect dialect, Connection connection) throws SQLException {
        Map<String, Setting> settings = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(dialect == Dialect.POSTGRESQL ? POSTGRESQL : MARIADB)) {
            while (rows.next()) {
                settings.put(rows.getString(1), new Setting(rows.getString(2), rows.getString(3)));
            }
        }
        return settings;
    }
}
