package org.workflowengine.runtime.internal.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The schema in which the tables are, found once at the start: every statement names it, so neither another schema on the search path nor
 * a temporary table can take the place of a table.
 *
 * @param name as the database knows it
 * @param quoted as it is written before the name of a table, with the dot
 */
public record SchemaName(String name, String quoted) {
    /** Where the tables are or will be created. */
    public static SchemaName of(Dialect dialect, Connection connection) throws SQLException {
        String name = dialect.schemaOfTables(connection);
        if (name == null) {
            name = connection.getSchema();
        }
        if (name == null) {
            throw new SQLException("the connection has no current schema", "3F000");
        }
        String quote = dialect.quote();
        return new SchemaName(name, quote + name.replace(quote, quote + quote) + quote + ".");
    }
}
