package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * The application on PostgreSQL, where its login has the role for it and no other right on the engine's tables. The settings and the grants are
 * those of {@code docs/how-to/flyway.md}.
 */
class PostgreSqlApplicationTest extends ApplicationContract {
    private static final Path PAGE = Path.of("../../docs/how-to/flyway.md");

    PostgreSqlApplicationTest() {
        super(TestDatabase::postgres);
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE).replace("\r\n", "\n"));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    @Override
    List<String> logins(TestDatabase database, Path migrations) throws IOException, SQLException {
        database.sql("CREATE ROLE claims_app LOGIN PASSWORD 'secret'");
        database.sql("CREATE ROLE claims_owner LOGIN CREATEROLE PASSWORD 'secret'");
        String url = database.url().replaceFirst("\\?.*", "");
        database.sql("ALTER DATABASE " + url.replaceFirst(".*/", "") + " OWNER TO claims_owner");
        Files.writeString(
                migrations.resolve("V4__roles.sql"), database.scripts().roles());
        Files.writeString(
                migrations.resolve("V5__grants.sql"), block("sql").replace(" ON claim ", " ON invoice, payment "));
        List<String> settings =
                new ArrayList<>(List.of("--CLAIMS_APP_PASSWORD=secret", "--CLAIMS_OWNER_PASSWORD=secret"));
        block("properties")
                .replace("jdbc:postgresql://localhost/claims", url)
                .lines()
                .forEach(line -> settings.add("--" + line));
        assertThat(settings).contains("--workflow.schema=validate", "--spring.flyway.user=claims_owner");
        return settings;
    }
}
