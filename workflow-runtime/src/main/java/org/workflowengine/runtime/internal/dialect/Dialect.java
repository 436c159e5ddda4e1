package org.workflowengine.runtime.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.SetupException;

/** The supported databases, and how the SQL for them differs everywhere it is written. */
public enum Dialect {
    /** H2 sorts by an index only if the column that is compared for equality is named too. */
    H2("H2") {
        @Override
        public String inOrder(String equal, String rest) {
            return equal + ", " + rest;
        }
    },
    /** PostgreSQL has a path of schemas. */
    POSTGRESQL("PostgreSQL") {
        @Override
        @Nullable
        String schemaOfTables(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(ON_THE_PATH)) {
                return row.next() ? row.getString(1) : null;
            }
        }
    },
    /**
     * MariaDB has to be told the index: it may take one with more columns compared for equality, and pass over what lies before the first
     * row. It sorts if a text is part of the order, in a session of the same character set and another collation.
     */
    MARIADB("MariaDB") {
        @Override
        public String byIndex(String index) {
            return "FORCE INDEX (" + index + ")";
        }

        @Override
        String quote() {
            return "`";
        }

        @Override
        @Nullable
        String schemaOfTables(Connection connection) throws SQLException {
            return connection.getCatalog();
        }
    };

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

    private final String product;

    Dialect(String product) {
        this.product = product;
    }

    /** The database of a product name as its driver gives it, in upper or lower case. */
    public static Dialect of(String product) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.product.equalsIgnoreCase(product))
                .findFirst()
                .orElseThrow(() -> new SetupException(
                        "the database " + product + " is not supported",
                        "use "
                                + Arrays.stream(values()).map(Dialect::product).collect(Collectors.joining(", "))
                                + (product.equalsIgnoreCase("MySQL") ? "; for a MariaDB server, its own driver" : ""),
                        null));
    }

    public String product() {
        return product;
    }

    /** What follows the name of a table so that it is read by one of its indexes, from the first row wanted to the last. */
    public String byIndex(String index) {
        return "";
    }

    /** The order of an index whose first column the query compares for equality. */
    public String inOrder(String equal, String rest) {
        return rest;
    }

    /** The quote around a name, which is doubled inside it. */
    String quote() {
        return "\"";
    }

    /** The schema in which the tables are or will be; null if there is only the current one. */
    @Nullable
    String schemaOfTables(Connection connection) throws SQLException {
        return null;
    }

    /** The folder of its scripts, and MyBatis's id for its statements. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
