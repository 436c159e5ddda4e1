package org.workflowengine.h2;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** A trigger that refuses a row, or lets it through as it is. H2 makes one for each table and keeps it. */
abstract class RowTrigger implements Trigger {
    private static final String REFUSED = "23000";

    /** When H2 alters a table it makes the triggers anew for a copy of it, which then takes the name of the table. */
    private static final Pattern COPY = Pattern.compile("_copy_\\d+_\\d+$");

    private final Map<String, Integer> columns = new HashMap<>();
    private String schema = "";
    private String trigger = "";
    private String table = "";

    /** Why the change may not be made; null if it may. An old row is null for an INSERT, a new one for a DELETE. */
    abstract @Nullable String objection(Connection connection, Object @Nullable [] before, Object @Nullable [] after)
            throws SQLException;

    @Override
    public void init(
            Connection connection, String schemaName, String triggerName, String tableName, boolean before, int type)
            throws SQLException {
        schema = '"' + schemaName.replace("\"", "\"\"") + '"';
        trigger = triggerName.toLowerCase(Locale.ROOT);
        table = COPY.matcher(tableName.toLowerCase(Locale.ROOT)).replaceFirst("");
        try (ResultSet rows = connection
                .getMetaData()
                .getColumns(null, pattern(connection, schemaName), pattern(connection, tableName), null)) {
            while (rows.next()) {
                columns.put(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT), columns.size());
            }
        }
    }

    /** A name as a pattern that matches it alone. */
    private static String pattern(Connection connection, String name) throws SQLException {
        String escape = connection.getMetaData().getSearchStringEscape();
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    @Override
    public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        // What another session may still roll back proves nothing, neither to a trigger nor to a foreign key.
        String objection = connection.getTransactionIsolation() == Connection.TRANSACTION_READ_UNCOMMITTED
                ? "this session reads what is not committed"
                : objection(connection, before, after);
        if (objection != null) {
            String change = after == null ? "DELETE" : before == null ? "INSERT" : "UPDATE";
            throw new SQLException(change + " of " + table + " is refused by " + trigger + ": " + objection, REFUSED);
        }
    }

    final String table() {
        return table;
    }

    final String trigger() {
        return trigger;
    }

    /** Why a purge may not go on in this transaction: with a snapshot it does not see what is there now. */
    static @Nullable String unlessLatest(Connection connection) throws SQLException {
        return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED
                ? null
                : "a purge needs READ COMMITTED, which sees what is there now";
    }

    final Set<String> columns() {
        return columns.keySet();
    }

    final @Nullable Object value(Object[] row, String column) {
        Integer position = columns.get(column);
        if (position == null) {
            throw new IllegalStateException(table + " lacks the column " + column);
        }
        return row[position];
    }

    /** Whether a query, in which {@code %s.} stands before each table, has a row. */
    final boolean exists(Connection connection, String query, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, query)) {
            try (ResultSet row = answer(statement, parameters)) {
                return row.next();
            }
        }
    }

    /** Makes a change, in which {@code %s.} stands before each table. */
    final void update(Connection connection, String change, @Nullable Object parameter) throws SQLException {
        try (PreparedStatement statement = prepare(connection, change)) {
            statement.setObject(1, parameter);
            statement.executeUpdate();
        }
    }

    /** What such a query finds in its only column; null without a row. */
    final byte @Nullable [] binary(Connection connection, String query, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, query)) {
            try (ResultSet row = answer(statement, parameters)) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    /** The texts and numbers that such a query finds, row by row. */
    final List<List<@Nullable Object>> rows(Connection connection, String query, @Nullable Object... parameters)
            throws SQLException {
        List<List<@Nullable Object>> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, query)) {
            try (ResultSet row = answer(statement, parameters)) {
                while (row.next()) {
                    List<@Nullable Object> values = new ArrayList<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.add(row.getObject(i));
                    }
                    found.add(values);
                }
            }
        }
        return found;
    }

    private PreparedStatement prepare(Connection connection, String query) throws SQLException {
        return connection.prepareStatement(query.replace("%s.", schema + "."));
    }

    private static ResultSet answer(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement.executeQuery();
    }
}
