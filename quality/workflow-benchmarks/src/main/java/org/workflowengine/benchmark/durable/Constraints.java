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

    private static final List<String> PLAIN_INDEXES = List.of(
            "CREATE INDEX plain_case ON workflow_case (case_id)",
            "CREATE INDEX plain_audit ON workflow_audit (case_id, seq)");

    /**
     * Takes away from a complete schema what this level does not have.
     *
     * @param dataSource connections of the owner of the tables
     * @throws SQLException if it cannot be taken away
     */
    public void reduce(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (product.equals("MariaDB")) {
                reduceOnMariaDb(statement);
                return;
            }
            List<String> commands = new ArrayList<>();
            if (compareTo(ALL) < 0) {
                commands.addAll(product.equals("H2") ? h2Triggers(statement) : postgresTriggers(statement));
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
                // A constraint on H2, and gone with those.
                commands.add("DROP INDEX IF EXISTS workflow_audit_request");
                commands.addAll(PLAIN_INDEXES);
            }
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    /** A foreign key there has an index of its own name, which stays when the key goes. */
    private void reduceOnMariaDb(Statement statement) throws SQLException {
        List<String> commands = new ArrayList<>();
        if (compareTo(ALL) < 0) {
            commands.addAll(read(statement, """
                    SELECT CONCAT('DROP TRIGGER ', trigger_name) FROM information_schema.triggers
                    WHERE trigger_schema = DATABASE() AND event_object_table IN ('workflow_audit', 'workflow_case')
                    """));
        }
        if (compareTo(LINKS) < 0) {
            commands.addAll(read(statement, """
                    SELECT CONCAT('ALTER TABLE ', table_name, IF(constraint_type = 'CHECK', ' DROP CONSTRAINT ', ' DROP FOREIGN KEY '),
                      constraint_name)
                    FROM information_schema.table_constraints
                    WHERE constraint_schema = DATABASE() AND table_name IN ('workflow_audit', 'workflow_case')
                      AND constraint_type IN ('CHECK', 'FOREIGN KEY')
                    """));
            commands.addAll(read(statement, """
                    SELECT DISTINCT CONCAT('DROP INDEX ', i.index_name, ' ON ', i.table_name)
                    FROM information_schema.statistics i
                    JOIN information_schema.table_constraints c ON c.constraint_schema = i.table_schema
                      AND c.table_name = i.table_name AND c.constraint_name = i.index_name AND c.constraint_type = 'FOREIGN KEY'
                    WHERE i.table_schema = DATABASE() AND i.table_name IN ('workflow_audit', 'workflow_case')
                    """));
        }
        if (compareTo(KEYS) < 0) {
            commands.addAll(PLAIN_INDEXES);
            commands.addAll(read(statement, """
                    SELECT DISTINCT CONCAT('DROP INDEX `', i.index_name, '` ON ', i.table_name)
                    FROM information_schema.statistics i
                    LEFT JOIN information_schema.table_constraints c ON c.constraint_schema = i.table_schema
                      AND c.table_name = i.table_name AND c.constraint_name = i.index_name AND c.constraint_type = 'FOREIGN KEY'
                    WHERE i.table_schema = DATABASE() AND i.table_name IN ('workflow_audit', 'workflow_case')
                      AND c.constraint_name IS NULL
                    """));
        }
        for (String command : commands) {
            statement.execute(command);
        }
    }

    /** H2 lists a trigger once for each of its events. */
    private static List<String> h2Triggers(Statement statement) throws SQLException {
        return read(statement, """
                SELECT DISTINCT 'DROP TRIGGER "' || trigger_name || '"' FROM information_schema.triggers
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
