package org.workflowengine.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The calls of the how-to page, on PostgreSQL. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("local")
class HttpTest {
    private static EmbeddedPostgres server;

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private JdbcClient database;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) throws IOException {
        server = EmbeddedPostgres.start();
        properties.add("spring.datasource.url", () -> server.getJdbcUrl("postgres", "postgres"));
        properties.add("spring.datasource.username", () -> "postgres");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aCaseMovesBesideItsBusinessRow() throws Exception {
        assertThat(call("POST", "/claims/C-1?amount=900&user=alice").body())
                .contains("\"state\":\"UNDER_REVIEW\"", "\"since\":\"20");
        assertThat(call("POST", "/claims/C-2?amount=90000&user=alice").statusCode())
                .isEqualTo(200);
        // The case exists, so the row of another claim under its id does not stay either.
        assertThat(database.sql("DELETE FROM claim WHERE id = 'C-2'").update()).isEqualTo(1);
        assertThat(call("POST", "/claims/C-2?amount=5&user=alice").body()).contains("\"status\":409", "exists already");
        assertThat(database.sql("SELECT id FROM claim").query(String.class).list())
                .containsExactly("C-1");
        assertThat(database.sql("INSERT INTO claim (id, amount) VALUES ('C-2', 90000)")
                        .update())
                .isEqualTo(1);

        HttpResponse<String> refused = call("POST", "/claims/C-2/approve?user=bob&reason=fine");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("requires WITHIN_LIMIT", "found false");
        assertThat(call("POST", "/claims/C-1/approve?user=bob&reason=fine").body())
                .contains("\"id\":\"C-1\"", "\"state\":\"APPROVED\"");
        assertThat(call("GET", "/claims").body())
                .contains("\"id\":\"C-2\"", "\"state\":\"UNDER_REVIEW\"")
                .doesNotContain("C-1");
        assertThat(call("GET", "/actuator/health").body()).contains("\"status\":\"UP\"");
        assertThat(call("GET", "/actuator/workflow").body()).contains("\"UNDER_REVIEW\":\"1\"");

        HttpResponse<String> page = call("GET", "/workflow/cases/C-2");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("C-2", "UNDER_REVIEW").doesNotContain("alice", "claim received");
        assertThat(call("GET", "/workflow-api/workflows/claim/cases/C-1").body())
                .contains("\"state\":\"APPROVED\"");
        assertThat(call("POST", "/workflow-api/workflows/claim/cases/C-2/moves/REJECT")
                        .statusCode())
                .isEqualTo(404);
    }

    /** What is not the domain: the controller, the start, the settings. Imports, comments and blank lines do not count. */
    @Test
    void fewLinesAreNotTheDomain() throws IOException {
        long lines = 0;
        for (String file : List.of(
                "java/org/workflowengine/examples/springboot/Application.java",
                "java/org/workflowengine/examples/springboot/ClaimController.java",
                "resources/application.properties")) {
            lines += Files.readAllLines(Path.of("src/main").resolve(file)).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.matches("(import|package|/\\*\\*|\\*|//|#).*"))
                    .count();
        }
        assertThat(lines).isLessThan(60);
    }
}
