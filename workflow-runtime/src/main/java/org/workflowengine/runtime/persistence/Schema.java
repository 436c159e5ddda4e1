package org.workflowengine.runtime.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.core.SetupException;

/** The tables as SQL that people read and run, and what of them a database lacks. */
public final class Schema {
    private static final String RESOURCE = "/org/workflowengine/runtime/schema/h2/V1__workflow.sql";
    private static final Pattern COMMENT = Pattern.compile("(?m)^ *--.*$");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+)");
    private static final Pattern COLUMN = Pattern.compile("(?m)^    ([a-z_]+) +[A-Z]");

    private final String sql;

    private Schema(String sql) {
        this.sql = sql;
    }

    /**
     * The schema for a database.
     *
     * @param database the product name that the database's driver gives, in any case; {@code H2} is the only one so far
     * @return the schema
     * @throws SetupException if the database is not supported
     */
    public static Schema of(String database) {
        if (!database.toLowerCase(Locale.ROOT).equals("h2")) {
            throw new SetupException("the database " + database + " is not supported", "use H2", null);
        }
        try (InputStream script = Schema.class.getResourceAsStream(RESOURCE)) {
            if (script == null) {
                throw new IllegalStateException("the jar of the runtime lacks " + RESOURCE);
            }
            return new Schema(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The script that creates the tables.
     *
     * @return SQL statements, each ended by a semicolon, with comments
     */
    public String sql() {
        return sql;
    }

    /** Creates what is missing. */
    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands()) {
                statement.execute(command);
            }
        }
    }

    /** The tables and columns, as {@code table} or {@code table.column}, that the database lacks. */
    List<String> missing(Connection connection) throws SQLException {
        List<String> missing = new ArrayList<>();
        for (String command : commands()) {
            Matcher table = TABLE.matcher(command);
            if (table.find()) {
                Set<String> found = columns(connection, table.group(1));
                if (found.isEmpty()) {
                    missing.add(table.group(1));
                    continue;
                }
                Matcher column = COLUMN.matcher(command);
                while (column.find()) {
                    if (!found.contains(column.group(1))) {
                        missing.add(table.group(1) + "." + column.group(1));
                    }
                }
            }
        }
        return missing;
    }

    private List<String> commands() {
        return Pattern.compile(";")
                .splitAsStream(COMMENT.matcher(sql).replaceAll(""))
                .map(String::strip)
                .filter(command -> !command.isEmpty())
                .toList();
    }

    private static Set<String> columns(Connection connection, String table) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String stored = database.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        Set<String> columns = new HashSet<>();
        try (ResultSet rows = database.getColumns(connection.getCatalog(), connection.getSchema(), stored, null)) {
            while (rows.next()) {
                // An underscore in the pattern matches any character.
                if (rows.getString("TABLE_NAME").equals(stored)) {
                    columns.add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns;
    }
}
