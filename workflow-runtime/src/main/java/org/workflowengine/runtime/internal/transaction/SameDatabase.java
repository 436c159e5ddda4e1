package org.workflowengine.runtime.internal.transaction;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/**
 * Tells whether a connection that a caller hands over is to the runtime's own database. On another database, business rows would be
 * committed apart from state and audit, or both would end up in the wrong tables.
 *
 * <p>The database is asked only if neither the connection itself nor its URL, user and current schema were seen before, so a step costs
 * nothing extra. Thread-safe.
 */
public final class SameDatabase {
    /** Each connection to this URL is a database of its own. */
    private static final String NAMELESS = "jdbc:h2:mem:";

    private final Dialect dialect;
    private final SchemaName schema;
    private final Own own;

    /** URL, user and schema of connections to it. They may hold a password, and are never shown. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Connections of the drivers, below the pool's: MariaDB's takes long to return its URL. */
    private final Set<Connection> seen = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile @Nullable Place place;

    /** Asks on one of the runtime's own connections. */
    interface Own {
        Place ask() throws SQLException;
    }

    /**
     * Where a connection leads.
     *
     * @param database the server and the database; null if that does not matter
     * @param tables the schema with the engine's tables that a statement without a schema finds; null if there is none
     */
    record Place(@Nullable String database, @Nullable String tables) {}

    SameDatabase(Dialect dialect, SchemaName schema, Own own) {
        this.dialect = dialect;
        this.schema = schema;
        this.own = own;
    }

    /** One of the runtime's own connections: others like it need no query. */
    public void remember(Connection connection) throws SQLException {
        String way = way(connection);
        if (way != null) {
            known.add(way);
        }
    }

    /**
     * Refuses a connection to another database, or to another installation of the engine's tables in the same one.
     *
     * @throws SetupException naming both
     */
    public void demand(Connection connection) throws SQLException {
        Connection physical = connection.unwrap(Connection.class);
        if (seen.contains(physical)) {
            return;
        }
        String way = way(connection);
        if (way == null || !known.contains(way)) {
            look(connection);
        }
        if (way != null) {
            known.add(way);
        }
        seen.add(physical);
    }

    private void look(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (!product.equalsIgnoreCase(dialect.product())) {
            throw refusal("on " + product, "one on " + dialect.product());
        }
        Place given = ask(dialect, connection);
        if (given.database != null && !given.database.equals(expected(given).database)) {
            throw refusal("to " + given.database, "one to " + expected(given).database);
        }
        if (given.tables != null && !given.tables.equals(schema.name())) {
            throw refusal(
                    "one that finds the tables of another installation, in " + given.tables,
                    "one whose current schema is " + schema.name() + " or has no such tables");
        }
    }

    /** Asked again before a connection is refused: the server may have been restarted. */
    private Place expected(Place given) throws SQLException {
        Place expected = place;
        if (expected == null || !Objects.equals(expected.database, given.database)) {
            expected = own.ask();
            place = expected;
        }
        return expected;
    }

    private @Nullable String way(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String url = data.getURL();
        if (url == null || url.equals(NAMELESS)) {
            return null;
        }
        return url + "\n" + data.getUserName() + "\n"
                + TransactionRules.of(dialect).currentSchema(connection);
    }

    static Place ask(Dialect dialect, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(TransactionRules.of(dialect).place())) {
            row.next();
            return new Place(row.getString(1), row.getString(2));
        }
    }

    private static SetupException refusal(String found, String expected) {
        return new SetupException(
                "the connection is not to the runtime's database, so business rows would be committed separately from state and audit:"
                        + " it is " + found + ", expected " + expected,
                "use a connection of the runtime's data source, or create a runtime on the other database",
                null);
    }
}
