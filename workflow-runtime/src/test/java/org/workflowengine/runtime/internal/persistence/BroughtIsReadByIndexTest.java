package org.workflowengine.runtime.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.annotations.Select;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.SchemaMode;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.BulkOptions;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Request;
import org.workflowengine.runtime.fixture.Loan;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * Who brought a case into a state is read by the index, and not by walking through what the case has been through: in a history of 8,000
 * steps, most of which keep the state, and 400 of which have entered it. Without the index the same measures see the walk.
 */
class BroughtIsReadByIndexTest {
    private static final String CASE = "C-1";
    private static final Facts NO_FACTS = new Facts(List.of());
    private static final int CYCLES = 400;
    private static final int STAYING = 3;
    /** After the last step that has entered a state. */
    private static final int STAYING_AT_THE_END = 6_000;

    private static final int FEW = 100;
    private static final int MANY = 4_000;
    private static final String DROP = "DROP INDEX workflow_audit_entered";
    private static final Pattern PARAMETER = Pattern.compile("#\\{(\\w+)}");
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    /** What the session has read, and what it has passed over in an index. */
    private static final String READ_ON_MARIADB = """
            SELECT SUM(CAST(variable_value AS SIGNED)) FROM information_schema.session_status
            WHERE variable_name = 'HANDLER_ICP_ATTEMPTS' OR variable_name LIKE 'HANDLER\\_READ\\_%'""";

    private static final String READ_ON_POSTGRESQL = """
            SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'workflow_audit'""";

    @Test
    void onPostgreSql() throws SQLException {
        try (TestDatabase database = TestDatabase.postgres();
                HikariDataSource one = oneConnection(database)) {
            Loan.Engine engine = filled(one);
            database.sql("ANALYZE workflow_audit");
            for (String state : List.of("REVIEW", "OPENED")) {
                assertThat(explained(one, "postgresql", "EXPLAIN (ANALYZE) ", state))
                        .contains("Index Scan")
                        .contains("using workflow_audit_entered")
                        .contains("rows=1")
                        .doesNotContain("Sort")
                        .doesNotContain("Removed by Filter");
            }
            assertThat(rowsReadForAStep(one, engine, READ_ON_POSTGRESQL)).isLessThan(FEW);
            database.sql(DROP);
            assertThat(explained(one, "postgresql", "EXPLAIN (ANALYZE) ", "REVIEW"))
                    .doesNotContain("workflow_audit_entered");
            engine.fire(CASE, "REOPEN", NO_FACTS, by("dora")).orThrow();
            assertThat(rowsReadForAStep(one, engine, READ_ON_POSTGRESQL)).isGreaterThan(MANY);
        }
    }

    @Test
    void onMariaDb() throws SQLException {
        try (TestDatabase database = TestDatabase.mariaDb();
                HikariDataSource one = oneConnection(database)) {
            Loan.Engine engine = filled(one);
            for (String state : List.of("REVIEW", "OPENED")) {
                assertThat(explained(one, "mariadb", "EXPLAIN ", state))
                        .contains("key=workflow_audit_entered")
                        .doesNotContain("filesort");
            }
            assertThat(rowsReadForAStep(one, engine, READ_ON_MARIADB)).isLessThan(FEW);
            database.sql(DROP + " ON workflow_audit");
            assertThat(explained(one, "mariadb", "EXPLAIN ", "REVIEW")).doesNotContain("workflow_audit_entered");
            engine.fire(CASE, "REOPEN", NO_FACTS, by("dora")).orThrow();
            assertThat(rowsReadForAStep(one, engine, READ_ON_MARIADB)).isGreaterThan(MANY);
        }
    }

    /** H2 counts what a query has read, and not what a trigger has; the trigger names the index that it uses. */
    @Test
    void onH2() throws SQLException {
        try (TestDatabase database = TestDatabase.inMemory();
                HikariDataSource one = oneConnection(database)) {
            filled(one);
            for (String state : List.of("REVIEW", "OPENED")) {
                String plan = explained(one, "", "EXPLAIN ANALYZE ", state);
                assertThat(plan).containsIgnoringCase("workflow_audit_entered");
                assertThat(scanned(plan)).isLessThan(FEW);
            }
            database.sql(DROP);
            assertThat(scanned(explained(one, "", "EXPLAIN ANALYZE ", "REVIEW")))
                    .isGreaterThan(MANY);
        }
    }

    private static HikariDataSource oneConnection(TestDatabase database) {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(database.dataSource());
        settings.setMaximumPoolSize(1);
        return new HikariDataSource(settings);
    }

    private static Decision by(String person) {
        return Decision.by(person).because("seen");
    }

    /** The case is under review, where bob has brought it; alice has opened it, and given it back. */
    private static Loan.Engine filled(HikariDataSource one) {
        Loan.Engine engine = Loan.Engine.of(
                WorkflowRuntime.on(one, RuntimeOptions.defaults().schemaMode(SchemaMode.CREATE)), Loan.SECOND);
        List<Request> steps = new ArrayList<>();
        steps.add(Request.opening(CASE, by("alice")));
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            steps.add(move("SUBMIT", "bob"));
            for (int i = 0; i < STAYING; i++) {
                steps.add(move("REMIND", "carol"));
            }
            steps.add(move("RETURN", "alice"));
        }
        steps.add(move("SUBMIT", "bob"));
        for (int i = 0; i < STAYING_AT_THE_END; i++) {
            steps.add(move("REMIND", "carol"));
        }
        engine.applyAll(steps, BulkOptions.defaults().chunkSize(1_000))
                .forEach(outcome -> outcome.orThrow().orThrow());
        return engine;
    }

    private static Request move(String transition, String person) {
        return Request.move(CASE, transition, NO_FACTS, by(person));
    }

    /** What the database says of the very statement of the mapper, with its parameters bound. */
    private static String explained(HikariDataSource one, String databaseId, String explain, String state)
            throws SQLException {
        String sql = Arrays.stream(AuditMapper.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("brought"))
                .flatMap(method -> Arrays.stream(method.getAnnotationsByType(Select.class)))
                .filter(select -> select.databaseId().equals(databaseId))
                .map(select -> select.value()[0])
                .findFirst()
                .orElseThrow()
                .replace("${schema}", "");
        Map<String, Object> values =
                Map.of("caseId", CASE, "state", state, "upTo", (long) Integer.MAX_VALUE, "version", 2);
        try (Connection connection = one.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        explain + PARAMETER.matcher(sql).replaceAll("?"))) {
            int index = 1;
            for (Matcher parameter = PARAMETER.matcher(sql); parameter.find(); index++) {
                Object value = Objects.requireNonNull(values.get(parameter.group(1)));
                if (value instanceof String && databaseId.equals("postgresql")) {
                    statement.setObject(index, value, Types.OTHER);
                } else {
                    statement.setObject(index, value);
                }
            }
            try (ResultSet rows = statement.executeQuery()) {
                return text(rows);
            }
        }
    }

    private static String text(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder();
        while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                text.append(rows.getMetaData().getColumnLabel(i))
                        .append('=')
                        .append(rows.getString(i))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static long scanned(String plan) {
        return SCANNED.matcher(plan)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    /** All that is read of the history for one step with four eyes on two states, by the engine and by the trigger. */
    private static long rowsReadForAStep(HikariDataSource one, Loan.Engine engine, String counter) throws SQLException {
        long before = read(one, counter);
        engine.fire(CASE, "CLOSE", NO_FACTS, by("erin")).orThrow();
        return read(one, counter) - before;
    }

    /** PostgreSQL's session reports what it has read when it is asked to. */
    private static long read(HikariDataSource one, String counter) throws SQLException {
        try (Connection connection = one.getConnection();
                Statement statement = connection.createStatement()) {
            if (counter.equals(READ_ON_POSTGRESQL)) {
                statement.execute("SELECT pg_stat_force_next_flush()");
            }
            try (ResultSet row = statement.executeQuery(counter)) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
