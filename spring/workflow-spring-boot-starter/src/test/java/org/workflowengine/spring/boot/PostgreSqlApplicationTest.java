package org.workflowengine.spring.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.workflowengine.runtime.fixture.TestDatabase;

/** The application on PostgreSQL, where its login has the role for it and no other right on the engine's tables. */
class PostgreSqlApplicationTest extends ApplicationContract {
    PostgreSqlApplicationTest() {
        super(TestDatabase::postgres);
    }

    @Override
    List<String> logins(TestDatabase database, Path migrations) throws IOException, SQLException {
        database.sql("CREATE ROLE claims_app LOGIN PASSWORD 'secret'");
        Files.writeString(
                migrations.resolve("V4__roles.sql"), database.scripts().roles());
        Files.writeString(migrations.resolve("V5__grants.sql"), """
                GRANT workflow_application TO claims_app;
                GRANT SELECT, INSERT ON invoice, payment TO claims_app;
                """);
        String url = database.url().replaceFirst("\\?.*", "");
        return List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=claims_app",
                "--spring.datasource.password=secret",
                "--spring.flyway.url=" + url,
                "--spring.flyway.user=postgres");
    }
}
