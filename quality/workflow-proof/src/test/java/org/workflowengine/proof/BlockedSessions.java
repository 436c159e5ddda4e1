package org.workflowengine.proof;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.fixture.TestDatabase;

/** How many sessions of a database wait for a lock that another of them holds. */
final class BlockedSessions {
    private static final String ON_POSTGRESQL =
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private static final String ON_MARIADB = "SELECT id FROM information_schema.processlist WHERE db = DATABASE()";

    /** A transaction in what InnoDB says of itself, up to the session that it is of. */
    private static final Pattern WAITING =
            Pattern.compile("(?s)\nLOCK WAIT (?:(?!---TRANSACTION).)*?\nMariaDB thread id (\\d+),");

    private BlockedSessions() {}

    static Interleaving.Waiting of(TestDatabase database) {
        return switch (database.product()) {
            case "H2" ->
                new Interleaving.Waiting() {
                    @Override
                    public int sessions(List<Thread> callers) {
                        return onH2(callers);
                    }

                    /** Whoever waits for a key that another session has inserted executes the statement again and again. */
                    @Override
                    public long longestMillis() {
                        return 20;
                    }
                };
            case "PostgreSQL" -> callers -> onPostgreSql(database);
            default -> callers -> onMariaDb(database);
        };
    }

    /** H2 works in the caller's own thread, and waits with a limit only for another session. */
    private static int onH2(List<Thread> callers) {
        return (int) callers.stream()
                .filter(caller -> caller.getState() == Thread.State.TIMED_WAITING)
                .count();
    }

    private static int onPostgreSql(TestDatabase database) throws SQLException {
        try (Connection console = database.pool().getConnection();
                Statement statement = console.createStatement();
                ResultSet row = statement.executeQuery(ON_POSTGRESQL)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The table INNODB_TRX would do, but is only brought up to date for somebody who has not read it for a tenth of a second. */
    private static int onMariaDb(TestDatabase database) throws SQLException {
        try (Connection console = database.pool().getConnection();
                Statement statement = console.createStatement()) {
            Set<String> sessions = new HashSet<>();
            try (ResultSet rows = statement.executeQuery(ON_MARIADB)) {
                while (rows.next()) {
                    sessions.add(rows.getString(1));
                }
            }
            try (ResultSet row = statement.executeQuery("SHOW ENGINE INNODB STATUS")) {
                row.next();
                Matcher waiting = WAITING.matcher(row.getString("Status"));
                int blocked = 0;
                while (waiting.find()) {
                    blocked += sessions.contains(waiting.group(1)) ? 1 : 0;
                }
                return blocked;
            }
        }
    }
}
