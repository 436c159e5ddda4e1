package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.SetupException;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.spring.SpringWorkflow;
import org.workflowengine.spring.boot.app.ClaimEngine;
import org.workflowengine.spring.boot.app.ClaimTransition;

/** When the engine starts: after migrations, and with the application. */
class StartTest {
    private TestDatabase database;

    @TempDir
    private Path migrations;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    /** As {@code docs/how-to/spring-boot.md} shows it. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OwnRuntime {
        @Bean
        WorkflowRuntime workflows(
                DataSource dataSource, PlatformTransactionManager transactions, RuntimeOptions options) {
            return SpringWorkflow.runtime(dataSource, transactions, options);
        }
    }

    private void on(TestDatabase chosen) throws IOException {
        database = chosen;
        Files.writeString(
                migrations.resolve("V1__workflow.sql"), database.scripts().schema());
        Files.writeString(
                migrations.resolve("V2__claim_v1.sql"), database.scripts().definition(ClaimTransition.DEFINITION));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ConfigurableApplicationContext start(Class<?> source, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.main.web-application-type=none",
                "--spring.autoconfigure.exclude=" + String.join(",", FailuresTest.WITHOUT_JPA),
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + (database.product().equals("H2") ? "sa" : "postgres"),
                "--workflow.schema=validate"));
        arguments.addAll(List.of(properties));
        return new SpringApplicationBuilder(source).run(arguments.toArray(String[]::new));
    }

    /** In validate mode it starts only if the tables and the definition are there. */
    private void starts(Class<?> source, String... properties) {
        try (ConfigurableApplicationContext context = start(source, properties)) {
            assertThat(context.getBean(ClaimEngine.class).definition()).isEqualTo(ClaimTransition.DEFINITION);
        }
    }

    @Test
    void aRuntimeOfTheApplicationsOwnWaitsForFlyway() throws IOException {
        on(TestDatabase.inMemory());
        starts(OwnRuntime.class, "--spring.flyway.locations=filesystem:" + migrations);
    }

    /** The change sets are those that {@code docs/how-to/flyway.md} tells to write. */
    @Test
    void itWaitsForLiquibase() throws IOException {
        on(TestDatabase.postgres());
        Path changes = Files.writeString(migrations.resolve("changes.xml"), """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <changeSet id="workflow" author="claims">
                    <sqlFile path="V1__workflow.sql" relativeToChangelogFile="true" splitStatements="false"/>
                  </changeSet>
                  <changeSet id="claim-v1" author="claims">
                    <sqlFile path="V2__claim_v1.sql" relativeToChangelogFile="true" splitStatements="false"/>
                  </changeSet>
                </databaseChangeLog>
                """);
        String[] settings = {
            "--spring.flyway.enabled=false",
            "--spring.liquibase.enabled=true",
            "--spring.liquibase.change-log=" + changes.toUri()
        };
        starts(Plain.class, settings);
    }

    @Test
    void lazyBeansDoNotDelayWhatKeepsItFromStarting() throws IOException {
        on(TestDatabase.inMemory());
        assertThatThrownBy(() -> start(
                                Plain.class, "--spring.flyway.enabled=false", "--spring.main.lazy-initialization=true")
                        .close())
                .hasRootCauseInstanceOf(SetupException.class)
                .rootCause()
                .hasMessageContaining("the database lacks");
        database.runtime();
        assertThatThrownBy(() -> start(
                                Plain.class, "--spring.flyway.enabled=false", "--spring.main.lazy-initialization=true")
                        .close())
                .rootCause()
                .hasMessageContaining("claim version 1 is not installed");
    }
}
