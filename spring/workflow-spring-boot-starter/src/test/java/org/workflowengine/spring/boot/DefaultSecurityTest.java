package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.workflowengine.spring.boot.app.ClaimEngine;

/** Spring Security as it is without a word of configuration: everybody has to sign in, and its own filter refuses forms of other sites. */
class DefaultSecurityTest {
    static class Nothing {}

    @Test
    void signedInCallersReadAndItsCsrfFilterRefusesCommands() throws Exception {
        try (WebServer server = WebServer.start(
                Nothing.class,
                WebServer.withSecurity(),
                "--spring.security.user.name=alice",
                "--spring.security.user.password=alice",
                "--workflow.rest.enabled=true",
                "--workflow.rest.commands=claim",
                "--workflow.rest.if-match-required=true")) {
            server.bean(ClaimEngine.class)
                    .open("C-1", by("secretary").because("received"))
                    .orThrow();
            assertThat(server.get("/workflow").statusCode()).isEqualTo(401);
            for (String path : new String[] {"/workflow", "/workflow-api/workflows/claim/cases/C-1"}) {
                HttpResponse<String> answer = server.get(
                        path,
                        "Authorization",
                        WebServer.basic("alice"),
                        "X-Forwarded-Prefix",
                        "/elsewhere",
                        "X-Forwarded-Host",
                        "evil.example");
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).doesNotContain("elsewhere", "evil.example");
            }
            HttpResponse<String> refused = server.send(
                    "POST",
                    "/workflow-api/workflows/claim/cases/C-1/moves/APPROVE",
                    "{\"reason\":\"fine\"}",
                    "Authorization",
                    WebServer.basic("alice"),
                    "Content-Type",
                    "application/json");
            assertThat(refused.statusCode()).isIn(401, 403);
            assertThat(server.bean(ClaimEngine.class).history("C-1").entries()).hasSize(1);
        }
    }
}
