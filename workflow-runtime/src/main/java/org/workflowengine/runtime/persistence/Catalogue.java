package org.workflowengine.runtime.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What of the schema a database holds: the name of each {@link Part} with its definition, or none where none is kept. */
final class Catalogue {
    private static final String H2 = """
            SELECT LOWER(TABLE_NAME), '' FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = SCHEMA()
            UNION ALL
            SELECT LOWER(TABLE_NAME || '.' || COLUMN_NAME), '' FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = SCHEMA()
            UNION ALL
            SELECT LOWER('constraint ' || CONSTRAINT_NAME), '' FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS
            WHERE TABLE_SCHEMA = SCHEMA()
            UNION ALL
            SELECT LOWER('index ' || INDEX_NAME), '' FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_SCHEMA = SCHEMA()
            UNION ALL
            SELECT LOWER('trigger ' || TRIGGER_NAME),
                ACTION_TIMING || ' ' || EVENT_MANIPULATION || ' ON ' || LOWER(EVENT_OBJECT_TABLE)
                || ' FOR EACH ' || ACTION_ORIENTATION || ' CALL ''' || JAVA_CLASS || ''''
            FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = SCHEMA()
            """;

    /**
     * Names are looked up as statements look them up, along the search path. A constraint or trigger that does not act in
     * every session is said to be disabled.
     */
    private static final String POSTGRESQL = """
            WITH relation AS (
                SELECT oid, relname FROM pg_class
                WHERE relname LIKE 'workflow\\_%' AND relkind IN ('r', 'p') AND pg_table_is_visible(oid))
            SELECT relname, '' FROM relation
            UNION ALL
            SELECT relname || '.' || attname, '' FROM relation JOIN pg_attribute ON attrelid = relation.oid
            WHERE attnum > 0 AND NOT attisdropped
            UNION ALL
            SELECT 'constraint ' || conname, CASE WHEN convalidated AND NOT EXISTS (
                SELECT FROM pg_trigger WHERE tgconstraint = pg_constraint.oid AND tgenabled = 'D') THEN '' ELSE 'disabled' END
            FROM relation JOIN pg_constraint ON conrelid = relation.oid WHERE contype IN ('p', 'u', 'f', 'c')
            UNION ALL
            SELECT CASE WHEN indisunique THEN 'unique index ' ELSE 'index ' END || indexclass.relname, CASE WHEN indisvalid THEN '' ELSE 'disabled' END
            FROM relation JOIN pg_index ON indrelid = relation.oid JOIN pg_class indexclass ON indexclass.oid = indexrelid
            UNION ALL
            SELECT 'trigger ' || tgname, CASE WHEN tgenabled = 'A'
                THEN regexp_replace(pg_get_triggerdef(pg_trigger.oid, true), '^CREATE (CONSTRAINT )?TRIGGER \\S+ ', '')
                ELSE 'disabled' END
            FROM relation JOIN pg_trigger ON tgrelid = relation.oid WHERE NOT tgisinternal
            UNION ALL
            SELECT 'function ' || proname, CASE WHEN 'search_path=' || quote_ident(nspname) || ', pg_temp' = ANY (proconfig)
                THEN prosrc ELSE 'disabled' END
            FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
            WHERE proname LIKE 'workflow\\_%' AND pg_function_is_visible(pg_proc.oid)
            """;

    private static final String MARIADB_COLUMNS = """
            SELECT table_name, '' FROM information_schema.tables WHERE table_schema = DATABASE()
            UNION ALL
            SELECT CONCAT(table_name, '.', column_name), '' FROM information_schema.columns WHERE table_schema = DATABASE()
            """;

    /** Who may not change a table is not shown its constraints and triggers: the view shows them to everybody. */
    private static final String MARIADB_VIEW = "workflow_catalogue";

    private static final String MARIADB_RULES = "SELECT part, definition FROM workflow_catalogue";

    private Catalogue() {}

    static Map<String, String> of(Dialect dialect, Connection connection) throws SQLException {
        return switch (dialect) {
            case H2 -> query(connection, H2);
            case POSTGRESQL -> query(connection, POSTGRESQL);
            case MARIADB -> {
                Map<String, String> found = query(connection, MARIADB_COLUMNS);
                if (found.containsKey(MARIADB_VIEW)) {
                    found.putAll(query(connection, MARIADB_RULES));
                }
                yield found;
            }
        };
    }

    /** Whether a part would be in what was found, were it in the database. */
    static boolean tells(Dialect dialect, Map<String, String> found, Part part) {
        return dialect != Dialect.MARIADB || !part.name().contains(" ") || found.containsKey(MARIADB_VIEW);
    }

    private static Map<String, String> query(Connection connection, String sql) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.put(rows.getString(1), Part.oneLine(rows.getString(2)));
            }
        }
        return found;
    }
}
