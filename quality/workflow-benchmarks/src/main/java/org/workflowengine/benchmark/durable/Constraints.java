package org.workflowengine.benchmark.durable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** How much of what guards the engine's tables is left on them. Each level keeps what the level before keeps. */
public enum Constraints {
    /** Nothing but the columns and their NOT NULL; and two plain indexes, without which no case would be found. */
    NONE,
    /** Primary and unique keys, and the plain indexes: for work lists, and for who brought a case into a state. */
    KEYS,
    /** Checks and foreign keys too. */
    LINKS,
    /** All of it, triggers too: the engine's own tables. */
    ALL;

    /**
     * Takes away from a complete schema what this level does not have.
     *
     * @param dataSource connections of the owner of the tables
     * @throws SQLException if it cannot be taken away
     */
    public void reduce(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
            List<String> commands = new ArrayList<>();
            if (compareTo(ALL) < 0) {
                commands.addAll(h2 ? h2Triggers(statement) : postgresTriggers(statement));
            }
            if (compareTo(LINKS) < 0) {
                commands.addAll(constraints(statement, "FOREIGN KEY"));
                commands.addAll(constraints(statement, "CHECK"));
            }
            if (compareTo(KEYS) < 0) {
                commands.addAll(constraints(statement, "UNIQUE"));
                commands.addAll(constraints(statement, "PRIMARY KEY"));
                commands.add("DROP INDEX workflow_audit_entered");
                commands.add("DROP INDEX workflow_case_list");
                commands.add("DROP INDEX workflow_case_moved");
                commands.add("CREATE INDEX plain_case ON workflow_case (case_id)");
                commands.add("CREATE INDEX plain_audit ON workflow_audit (case_id, seq)");
            }
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static List<String> h2Triggers(Statement statement) throws SQLException {
        return read(statement, """
                SELECT 'DROP TRIGGER "' || trigger_name || '"' FROM information_schema.triggers
                WHERE event_object_table IN ('WORKFLOW_AUDIT', 'WORKFLOW_CASE')
                """);
    }

    private static List<String> postgresTriggers(Statement statement) throws SQLException {
        return read(statement, """
                SELECT 'DROP TRIGGER ' || tgname || ' ON ' || tgrelid::regclass FROM pg_trigger
                WHERE NOT tgisinternal AND tgrelid IN ('workflow_audit'::regclass, 'workflow_case'::regclass)
                """);
    }

    /** PostgreSQL lists NOT NULL among the checks. H2 has upper case, and evaluates LOWER in the locale of the JVM. */
    private static List<String> constraints(Statement statement, String type) throws SQLException {
        return read(statement, """
                SELECT 'ALTER TABLE ' || table_name || ' DROP CONSTRAINT "' || constraint_name || '" CASCADE'
                FROM information_schema.table_constraints
                WHERE table_name IN ('workflow_audit', 'workflow_case', 'WORKFLOW_AUDIT', 'WORKFLOW_CASE')
                  AND constraint_type = '%s'
                  AND (constraint_name LIKE 'workflow\\_%%' OR constraint_name LIKE 'WORKFLOW\\_%%')
                  AND constraint_name NOT LIKE '%%\\_not\\_null'
                """.formatted(type));
    }

    private static List<String> read(Statement statement, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
