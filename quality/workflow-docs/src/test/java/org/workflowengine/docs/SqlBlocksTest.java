package org.workflowengine.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workflowengine.runtime.SchemaScripts;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * Every block of SQL runs on H2 and on PostgreSQL, or on the one that it names, on the tables of the engine and those of an application.
 * The blocks of a page run one after the other, as a reader would run them.
 */
class SqlBlocksTest {
    private static final Map<String, Supplier<TestDatabase>> DATABASES =
            Map.of("h2", TestDatabase::inMemory, "postgresql", TestDatabase::postgres);

    /** What the pages suppose that an application has. */
    private static final List<String> APPLICATION = List.of(
            "CREATE TABLE claim (number VARCHAR(64) PRIMARY KEY, amount NUMERIC(12, 2), case_id VARCHAR(64), status VARCHAR(32),"
                    + " changed_at TIMESTAMP)");

    @TestFactory
    Stream<DynamicTest> sqlRuns() {
        return Repository.pages().stream()
                .flatMap(page -> DATABASES.keySet().stream()
                        .sorted()
                        .filter(name -> !blocks(page, name).isEmpty())
                        .map(name -> DynamicTest.dynamicTest(page + " on " + name, () -> run(page, name))));
    }

    private static List<Block> blocks(Page page, String database) {
        return page.blocks().stream()
                .filter(block -> block.language().equals("sql"))
                .filter(block -> !block.directive().says("tested-by")
                        && !block.directive().says("not-tested"))
                .filter(block ->
                        block.directive().value("only-on").map(database::equals).orElse(true))
                .toList();
    }

    private static void run(Page page, String name) throws SQLException {
        try (TestDatabase database = DATABASES.get(name).get();
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute((name.equals("h2") ? SchemaScripts.H2 : SchemaScripts.POSTGRESQL).schema());
            for (String sql : APPLICATION) {
                statement.execute(sql);
            }
            List<Block> blocks = blocks(page, name);
            for (Block block : blocks) {
                assertThat(block.directive().value("only-on").orElse(name)).isIn(DATABASES.keySet());
                for (String sql : block.text().split(";\\s*(\n|$)", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
            assertThat(blocks).isNotEmpty();
        }
    }
}
