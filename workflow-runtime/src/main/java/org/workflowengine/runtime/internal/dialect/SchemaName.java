package org.workflowengine.runtime.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The schema in which the tables are, found once at the start: every statement names it, so that neither another schema on the search path
 * nor a temporary table can take a table's place.
 *
 * @param name as the database knows it
 * @param quoted as statements write it before a table's name, with the dot
 */
public record SchemaName(String name, String quoted) {
    /** The first schema on the path that has the tables, in the order of the path. Temporary tables do not count. */
    private static final String ON_THE_PATH = """
            SELECT space.nspname
            FROM pg_catalog.unnest(pg_catalog.current_schemas(false)) WITH ORDINALITY AS path (name, place)
            JOIN pg_catalog.pg_namespace space ON space.nspname OPERATOR(pg_catalog.=) path.name
            JOIN pg_catalog.pg_class class ON class.relnamespace OPERATOR(pg_catalog.=) space.oid
            WHERE class.relname OPERATOR(pg_catalog.=) 'workflow_audit'::pg_catalog.name
                AND class.relpersistence OPERATOR(pg_catalog.<>) 't'::pg_catalog."char"
            ORDER BY path.place
            LIMIT 1
            """;

    /** Where the tables are, or, before they are created, where they will be. */
    public static SchemaName of(Dialect dialect, Connection connection) throws SQLException {
        String name = dialect == Dialect.MARIADB ? connection.getCatalog() : null;
        if (dialect == Dialect.POSTGRESQL) {
            name = onThePath(connection);
        }
        if (name == null) {
            name = connection.getSchema();
        }
        if (name == null) {
            throw new SQLException("the connection has no current schema", "3F000");
        }
        String quote = dialect == Dialect.MARIADB ? "`" : "\"";
        return new SchemaName(name, quote + name.replace(quote, quote + quote) + quote + ".");
    }

    private static @Nullable String onThePath(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ON_THE_PATH)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
