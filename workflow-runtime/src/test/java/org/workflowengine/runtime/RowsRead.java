package org.workflowengine.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * Counts the rows that a database reads for each query that the engine sends, with the parameters that it binds: as the plan tells
 * them on H2 and PostgreSQL, and as the session's own counters do on PostgreSQL and MariaDB. Used by one thread.
 */
final class RowsRead {
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    /** What the session has read of tables. MariaDB counts the entries that it passes over in an index apart, and only there. */
    private static final String ON_MARIADB = """
            SELECT SUM(CASE WHEN variable_name = 'HANDLER_ICP_MATCH' THEN -1 ELSE 1 END * CAST(variable_value AS SIGNED))
            FROM information_schema.session_status
            WHERE variable_name IN ('HANDLER_ICP_ATTEMPTS', 'HANDLER_ICP_MATCH') OR variable_name LIKE 'HANDLER\\_READ\\_%'""";

    private static final String ON_POSTGRESQL = """
            SELECT COALESCE(SUM(seq_tup_read + COALESCE(idx_tup_fetch, 0)), 0)
            FROM pg_stat_xact_user_tables""";

    private final TestDatabase database;
    private final String setting;
    private final List<Query> queries = new ArrayList<>();
    private boolean counting;

    /**
     * A query that was sent.
     *
     * @param rows how many rows the database has read for it
     * @param buffers how many pages PostgreSQL has looked at for it; 0 on the others
     * @param plan what the database says of it
     */
    record Query(String sql, long rows, long buffers, String plan) {}

    private record Binding(Method method, Object[] arguments) {}

    private record Explained(long rows, long buffers, String plan) {}

    /** Counts in sessions that begin with a statement, or an empty one. */
    RowsRead(TestDatabase database, String setting) {
        this.database = database;
        this.setting = setting;
    }

    /** What was sent since this was asked last; counting begins when it is asked first. */
    List<Query> take() {
        counting = true;
        List<Query> taken = List.copyOf(queries);
        queries.clear();
        return taken;
    }

    /** Connections whose queries are counted. */
    DataSource dataSource() {
        return proxy(DataSource.class, database.pool(), (method, arguments, result) -> {
            if (!(result instanceof Connection connection)) {
                return result;
            }
            if (!setting.isEmpty()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(setting);
                }
            }
            return counted(connection);
        });
    }

    private Connection counted(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, arguments, result) ->
                        result instanceof PreparedStatement statement && isQuery((String) arguments[0])
                                ? counted(connection, statement, (String) arguments[0])
                                : result);
    }

    private static boolean isQuery(String sql) {
        return sql.stripLeading().startsWith("SELECT") || sql.stripLeading().startsWith("WITH asked");
    }

    private PreparedStatement counted(Connection connection, PreparedStatement statement, String sql) {
        List<Binding> bindings = new ArrayList<>();
        return (PreparedStatement) Proxy.newProxyInstance(
                RowsRead.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("set") && arguments.length > 1) {
                        bindings.add(new Binding(method, arguments));
                    }
                    if (!counting || !List.of("execute", "executeQuery").contains(method.getName())) {
                        return invoke(statement, method, arguments);
                    }
                    Explained explained = explain(connection, sql, bindings);
                    long before = counter(connection);
                    Object answer = invoke(statement, method, arguments);
                    long after = counter(connection);
                    // Asking is counted too.
                    long asking = counter(connection) - after;
                    queries.add(new Query(
                            sql, Math.max(explained.rows, after - before - asking), explained.buffers, explained.plan));
                    return answer;
                });
    }

    private Explained explain(Connection connection, String sql, List<Binding> bindings) throws Throwable {
        String explain = switch (database.product()) {
            case "H2" -> "EXPLAIN ANALYZE ";
            case "PostgreSQL" -> "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ";
            default -> "EXPLAIN FORMAT = JSON ";
        };
        String plan;
        try (PreparedStatement statement = connection.prepareStatement(explain + sql)) {
            for (Binding binding : bindings) {
                invoke(statement, binding.method, binding.arguments);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                plan = row.getString(1);
            }
        }
        return switch (database.product()) {
            case "H2" -> {
                Matcher scanned = SCANNED.matcher(plan);
                yield new Explained(
                        scanned.results()
                                .mapToLong(found -> Long.parseLong(found.group(1)))
                                .sum(),
                        0,
                        plan);
            }
            case "PostgreSQL" -> ofJson(plan);
            default -> new Explained(0, 0, plan);
        };
    }

    private static Explained ofJson(String plan) throws JsonProcessingException {
        JsonNode root = new ObjectMapper().readTree(plan).get(0).get("Plan");
        return new Explained(
                read(root),
                root.get("Shared Hit Blocks").asLong()
                        + root.get("Shared Read Blocks").asLong(),
                plan);
    }

    /** What the scans of tables have given, and what they have read and not given. */
    private static long read(JsonNode node) {
        double rows = 0;
        if (node.has("Relation Name")) {
            for (String kind : List.of("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")) {
                rows += node.path(kind).asDouble() * node.get("Actual Loops").asDouble();
            }
        }
        long below = 0;
        for (JsonNode child : node.path("Plans")) {
            below += read(child);
        }
        return Math.round(rows) + below;
    }

    private long counter(Connection connection) throws SQLException {
        if (database.product().equals("H2")) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(database.product().equals("MariaDB") ? ON_MARIADB : ON_POSTGRESQL)) {
            row.next();
            return row.getLong(1);
        }
    }

    private interface Answered {
        Object with(Method method, Object[] arguments, Object result) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T real, Answered answered) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? RowsRead.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answered.with(method, arguments, invoke(real, method, arguments))));
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
