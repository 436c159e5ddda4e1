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

/**
 * Whether a commit that was acknowledged is on disk. A setting of the session alone is refused, like H2's WRITE_DELAY. A setting of the
 * whole server is the choice of those who run it, and is reported.
 */
final class Durability {
    private Durability() {}

    /** A value and its source. */
    record Setting(String value, String source) {}

    /** The settings of the server under which a crash may undo what was acknowledged, or damage what is stored: in words, sorted. */
    static List<String> losses(Map<String, Setting> settings) {
        List<String> losses = new ArrayList<>();
        settings.forEach((name, setting) -> {
            boolean loses = switch (name) {
                case "synchronous_commit", "fsync", "full_page_writes", "innodb_doublewrite" -> isOff(setting);
                case "innodb_flush_log_at_trx_commit" -> setting.value.equals("0") || setting.value.equals("2");
                case "innodb_flush_method" -> Set.of("nosync", "littlesync").contains(setting.value);
                // Recovery rolls back what the binary log lacks after a crash.
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

    /** The settings by name; the query gives name, value and source. */
    static Map<String, Setting> settings(Connection connection, String query) throws SQLException {
        Map<String, Setting> settings = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                settings.put(rows.getString(1), new Setting(rows.getString(2), rows.getString(3)));
            }
        }
        return settings;
    }
}
