package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.spring.boot.app.ClaimFact.riskRulesPassed;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.workflowengine.runtime.fixture.TestDatabase;
import org.workflowengine.runtime.spi.Answer;
import org.workflowengine.runtime.spi.Completion;
import org.workflowengine.runtime.spi.WorkflowObserver;
import org.workflowengine.spring.boot.app.App;
import org.workflowengine.spring.boot.app.ClaimEngine;
import org.workflowengine.spring.boot.app.ClaimFacts;
import org.workflowengine.spring.boot.app.ClaimTransition;
import org.workflowengine.spring.boot.app.Desk;

/**
 * A whole application with JPA, MyBatis and Flyway on a database. Flyway runs as the owner of the tables, and installs them and the
 * definition; the application's own login may do neither.
 */
abstract class ApplicationContract {
    private final Supplier<TestDatabase> databases;

    @TempDir
    private Path migrations;

    private TestDatabase database;
    private ConfigurableApplicationContext context;

    ApplicationContract(Supplier<TestDatabase> databases) {
        this.databases = databases;
    }

    /** What the log would have beside a line while an answer is told. */
    static final class Ear implements WorkflowObserver {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void answered(Answer answer) {
            heard.add(MDC.getCopyOfContextMap().toString());
        }

        @Override
        public void completed(Answer answer, Completion completion) {
            heard.add(completion + " " + MDC.get("workflow.caseId"));
        }
    }

    static class WithEar {
        @Bean
        Ear ear() {
            return new Ear();
        }
    }

    @BeforeEach
    void start() throws Exception {
        database = databases.get();
        Files.writeString(migrations.resolve("V1__business.sql"), """
                CREATE TABLE invoice (id VARCHAR(64) PRIMARY KEY);
                CREATE TABLE payment (id VARCHAR(64) PRIMARY KEY);
                """);
        Files.writeString(
                migrations.resolve("V2__workflow.sql"), database.scripts().schema());
        Files.writeString(
                migrations.resolve("V3__claim_v1.sql"), database.scripts().definition(ClaimTransition.DEFINITION));
        List<String> arguments = new ArrayList<>(logins(database, migrations));
        arguments.addAll(List.of(
                "--server.port=0",
                "--spring.application.name=claims",
                "--spring.flyway.locations=filesystem:" + migrations,
                "--spring.jpa.hibernate.ddl-auto=none",
                "--spring.jpa.open-in-view=false",
                // What is behind Spring Security is in WebSecurityTest.
                "--spring.autoconfigure.exclude=" + WebServer.security(),
                "--server.address=127.0.0.1",
                "--workflow.rest.enabled=true",
                "--workflow.rest.commands=claim",
                "--management.endpoints.web.exposure.include=health,workflow,metrics",
                "--management.endpoint.health.show-components=always",
                "--management.endpoint.health.show-details=always"));
        context = new SpringApplicationBuilder(App.class, WithEar.class).run(arguments.toArray(String[]::new));
    }

    /** The settings of the data source and of Flyway, after what a database needs besides: roles and a login. */
    abstract List<String> logins(TestDatabase database, Path migrations) throws Exception;

    @AfterEach
    void stop() {
        context.close();
        database.close();
    }

    private String get(String path) throws IOException, InterruptedException {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private List<String> rows() throws Exception {
        List<String> rows = new ArrayList<>();
        for (String column : List.of("id FROM invoice", "id FROM payment", "case_id FROM workflow_case")) {
            rows.addAll(database.rows("SELECT " + column));
        }
        return rows;
    }

    private List<String> timers() {
        List<String> timers = new ArrayList<>();
        for (Meter meter : context.getBean(MeterRegistry.class).getMeters()) {
            if (meter instanceof Timer timer && meter.getId().getName().equals("workflow.transition")) {
                timers.add(
                        timer.getId().getTag("workflow") + " " + timer.getId().getTag("version") + " "
                                + timer.getId().getTag("transition") + " "
                                + timer.getId().getTag("outcome") + ": "
                                + timer.count());
                assertThat(timer.getId().getTags()).hasSize(4);
            }
        }
        return timers.stream().sorted().toList();
    }

    /** One start is dear: everything that needs no other settings is looked at in one application. */
    @Test
    void businessRowsStateAndAuditShareOneFateAndAreCountedOnceCommitted() throws Exception {
        Desk desk = context.getBean(Desk.class);
        ClaimEngine claims = context.getBean(ClaimEngine.class);

        assertThatThrownBy(() -> desk.receive("C-1", true)).isInstanceOf(Desk.Broken.class);
        assertThat(rows()).isEmpty();
        assertThat(timers()).containsExactly("claim 1 (open) rolled_back: 1");

        desk.receive("C-1", false);
        assertThat(rows()).containsExactly("[C-1]", "[C-1]", "[C-1]");
        assertThat(claims.history("C-1").entries().get(0).source()).isEqualTo("claims");
        assertThat(claims.load("C-1")).isNotNull();
        assertThat(timers()).containsExactly("claim 1 (open) applied: 1", "claim 1 (open) rolled_back: 1");

        assertThat(claims.approve(
                                "C-1",
                                ClaimFacts.of(riskRulesPassed(false)),
                                by("bob").because("a secret reason"))
                        .isApplied())
                .isFalse();
        assertThat(timers()).contains("claim 1 APPROVE refused: 1");
        assertThat(context.getBean(MeterRegistry.class)
                        .get("workflow.transition")
                        .timers())
                .allSatisfy(timer ->
                        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive());
        assertThat(context.getBean(Ear.class).heard)
                .satisfiesExactly(
                        context -> assertThat(context)
                                .contains("workflow.id=claim", "workflow.caseId=C-1", "workflow.transition=(open)")
                                .contains("workflow.seq=1")
                                .doesNotContain("secret", "alice"),
                        completion -> assertThat(completion).isEqualTo("ROLLED_BACK C-1"),
                        context -> assertThat(context).contains("workflow.seq=1"),
                        completion -> assertThat(completion).isEqualTo("COMMITTED C-1"),
                        context -> assertThat(context)
                                .contains("workflow.transition=APPROVE")
                                .doesNotContain("workflow.seq", "secret", "bob"));
        assertThat(MDC.get("workflow.id")).isNull();

        assertThat(get("/actuator/health/workflow"))
                .contains("\"status\":\"UP\"", "\"definitions\":[\"claim version 1\"]", "\"installation\":\"");
        assertThat(get("/actuator/workflow"))
                .contains("\"workflows\":{\"claim\":[{\"version\":1", "\"UNDER_REVIEW\":\"1\"", "\"APPROVED\":\"0\"")
                .doesNotContain("C-1");
        assertThat(get("/actuator/workflow/claim"))
                .contains("{\"id\":\"APPROVE\",\"from\":\"UNDER_REVIEW\",\"to\":\"APPROVED\"}");
        assertThat(get("/actuator/workflow/loan")).isEmpty();
        assertThat(get("/actuator/metrics/workflow.cases?tag=state:UNDER_REVIEW"))
                .contains("\"value\":1.0");
        assertThat(get("/actuator/metrics/workflow.cases?tag=state:APPROVED")).contains("\"value\":0.0");
        assertThat(get("/actuator/metrics/workflow.cases.oldest.age")).contains("\"baseUnit\":\"seconds\"");

        // The rights of the application are enough for every page.
        for (String path :
                List.of("", "/cases", "/cases/C-1", "/cases/C-1/verify", "/definitions/claim", "/integrity")) {
            assertThat(get("/workflow" + path)).as(path).contains("claim").doesNotContain("secret");
        }
        for (String path : List.of("", "/history", "/options", "/verify")) {
            assertThat(get("/workflow-api/workflows/claim/cases/C-1" + path))
                    .as(path)
                    .contains("C-1")
                    .doesNotContain("secret", "urn:workflow:problem");
        }

        database.sql("ALTER TABLE workflow_definition RENAME TO workflow_away");
        assertThat(get("/actuator/health/workflow")).contains("\"status\":\"DOWN\"");
        database.sql("ALTER TABLE workflow_away RENAME TO workflow_definition");
    }
}
