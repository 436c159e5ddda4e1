package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.spring.boot.app.ClaimFact.riskRulesPassed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.workflowengine.http.Caller;
import org.workflowengine.rest.CallerSource;
import org.workflowengine.runtime.fixture.Intercepted;
import org.workflowengine.spring.boot.app.ClaimEngine;
import org.workflowengine.spring.boot.app.ClaimFacts;

/** A move over HTTP is the same statements as one that the application makes, and as few connections. */
class RestCostTest {
    private static final List<String> SENT = Collections.synchronizedList(new ArrayList<>());

    static class Counted {
        @Bean(destroyMethod = "")
        DataSource dataSource() {
            return Intercepted.dataSource(Application.memory(), (call, argument, effect) -> {
                if (call.startsWith("Connection.prepareStatement") || call.equals("DataSource.getConnection")) {
                    SENT.add(argument == null ? call : String.valueOf(argument));
                }
                return effect.make();
            });
        }

        @Bean
        CallerSource callers() {
            return request -> Caller.person("alice", Set.of());
        }
    }

    @Test
    void aMoveOverHttpAddsNoStatement() throws Exception {
        try (WebServer server = WebServer.start(
                Counted.class,
                WebServer.withoutSecurity(),
                "--workflow.rest.enabled=true",
                "--workflow.rest.commands=claim",
                "--workflow.rest.claimable.claim=RISK_RULES_PASSED")) {
            ClaimEngine claims = server.bean(ClaimEngine.class);
            for (String id : List.of("warm-1", "warm-2", "C-1", "C-2")) {
                claims.open(id, by("alice").because("received")).orThrow();
            }
            approve(server, "warm-1");
            approve(claims, "warm-2");
            SENT.clear();
            approve(claims, "C-1");
            List<String> direct = List.copyOf(SENT);
            SENT.clear();
            approve(server, "C-2");
            assertThat(direct).hasSizeGreaterThan(2);
            assertThat(SENT).containsExactlyElementsOf(direct);
        }
    }

    private static void approve(ClaimEngine claims, String id) {
        claims.approve(id, ClaimFacts.of(riskRulesPassed(true)), by("alice").because("fine"))
                .orThrow();
    }

    private static void approve(WebServer server, String id) throws Exception {
        assertThat(server.send(
                                "POST",
                                "/workflow-api/workflows/claim/cases/" + id + "/moves/APPROVE",
                                "{\"facts\":{\"RISK_RULES_PASSED\":true},\"reason\":\"fine\"}",
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(200);
    }
}
