package org.workflowengine.examples.springboot;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.boot.SpringApplication;

/** The application on a PostgreSQL server that comes from Maven Central and is gone with the process: {@code mvn spring-boot:test-run}. */
public class LocalApplication {
    public static void main(String[] arguments) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.start();
        SpringApplication.from(Application::main)
                .run(
                        "--spring.profiles.active=local",
                        "--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
                        "--spring.datasource.username=postgres");
    }
}
