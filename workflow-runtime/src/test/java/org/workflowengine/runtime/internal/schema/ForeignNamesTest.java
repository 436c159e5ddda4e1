package org.workflowengine.runtime.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.internal.dialect.Dialect;
import org.workflowengine.runtime.internal.dialect.SchemaName;

/** What can take the place of what SQL means that names no schema. */
class ForeignNamesTest {
    @Test
    void onPostgreSqlWhatFitsBetterThanTheSystemsOwn() throws SQLException {
        try (TestDatabase database = TestDatabase.postgres()) {
            database.runtime();
            assertThat(names(Dialect.POSTGRESQL, database.dataSource())).isEmpty();
            database.sql("CREATE FUNCTION agree(TEXT, VARCHAR) RETURNS BOOLEAN LANGUAGE sql RETURN true");
            database.sql("CREATE OPERATOR = (LEFTARG = TEXT, RIGHTARG = VARCHAR, FUNCTION = agree)");
            database.sql("CREATE FUNCTION written(BIGINT) RETURNS TEXT LANGUAGE sql RETURN 'one'");
            database.sql("CREATE CAST (BIGINT AS TEXT) WITH FUNCTION written(BIGINT) AS IMPLICIT");
            database.sql("CREATE FUNCTION concat(TEXT, BIGINT, TEXT) RETURNS TEXT LANGUAGE sql RETURN 'one'");
            assertThat(names(Dialect.POSTGRESQL, database.dataSource()))
                    .containsExactly(
                            "cast from bigint to text",
                            "function public.concat(text,bigint,text)",
                            "operator public.=(text,character varying)");
        }
    }

    /** What is somebody's own, under a name or for a type of its own, does not matter; nor what is in no schema on the path. */
    @Test
    void onPostgreSqlNothingElse() throws SQLException {
        try (TestDatabase database = TestDatabase.postgres()) {
            database.runtime();
            database.sql("CREATE TYPE colour AS ENUM ('red')");
            database.sql("CREATE FUNCTION agree(colour, TEXT) RETURNS BOOLEAN LANGUAGE sql RETURN true");
            database.sql("CREATE OPERATOR = (LEFTARG = colour, RIGHTARG = TEXT, FUNCTION = agree)");
            database.sql("CREATE SCHEMA elsewhere");
            database.sql("CREATE FUNCTION elsewhere.concat(TEXT, BIGINT, TEXT) RETURNS TEXT LANGUAGE sql RETURN 'one'");
            assertThat(names(Dialect.POSTGRESQL, database.dataSource())).isEmpty();
        }
    }

    @Test
    void onPostgreSqlWhoMayPutSomethingThere() throws SQLException {
        try (TestDatabase database = TestDatabase.postgres()) {
            database.runtime();
            database.roles();
            database.login("application");
            database.sql("GRANT CREATE ON SCHEMA public TO PUBLIC");
            assertThat(names(Dialect.POSTGRESQL, database.dataSource()))
                    .containsExactly("everybody (PUBLIC) may CREATE in the schema public");
        }
    }

    @Test
    void onMariaDbALoginThatMayMakeTemporaryTables() throws SQLException {
        try (TestDatabase database = TestDatabase.mariaDb()) {
            database.runtime();
            database.roles();
            DataSource application = database.login("application");
            assertThat(names(Dialect.MARIADB, application)).isEmpty();
            assertThat(names(Dialect.MARIADB, database.dataSource()))
                    .singleElement()
                    .asString()
                    .startsWith("this login may CREATE TEMPORARY TABLES in ");
            String role = database.rows(
                            "SELECT user FROM mysql.user WHERE is_role = 'Y' AND user LIKE 'wf\\_%\\_application'"
                                    + " AND EXISTS (SELECT 1 FROM mysql.tables_priv p WHERE p.user = mysql.user.user AND p.db = DATABASE())")
                    .get(0)
                    .replaceAll("[\\[\\]]", "");
            database.sql("GRANT CREATE TEMPORARY TABLES ON "
                    + database.rows("SELECT DATABASE()").get(0).replaceAll("[\\[\\]]", "") + ".* TO " + role);
            assertThat(names(Dialect.MARIADB, application)).hasSize(1);
        }
    }

    private static List<String> names(Dialect dialect, DataSource login) throws SQLException {
        try (Connection connection = login.getConnection()) {
            return SchemaRules.of(dialect).foreignNames(connection, SchemaName.of(dialect, connection));
        }
    }
}
