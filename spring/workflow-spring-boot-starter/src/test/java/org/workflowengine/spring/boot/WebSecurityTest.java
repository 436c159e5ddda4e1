package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.workflowengine.runtime.core.Decision.by;
import static org.workflowengine.spring.boot.app.ClaimFact.riskRulesPassed;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.workflowengine.spring.boot.app.ClaimEngine;
import org.workflowengine.spring.boot.app.ClaimFacts;
import org.workflowengine.spring.boot.web.ByRole;
import org.workflowengine.spring.boot.web.Users;
import org.workflowengine.spring.boot.web.WebSecurity;

/** The API and the dashboard behind Spring Security, with the configuration that {@code docs/how-to/web.md} shows. */
class WebSecurityTest {
    private static final String SECRET = "because of the divorce";
    private static final String API = "/workflow-api/workflows/claim/cases/";
    private static final List<String> OF_A_CASE =
            List.of("", "/history", "/options", "/verify", "/bundle", "/history?limit=1");

    private static WebServer server;

    @Import({WebSecurity.class, ByRole.class, Users.class})
    static class Secured {}

    @BeforeAll
    static void start() {
        server = WebServer.start(
                Secured.class,
                WebServer.withSecurity(),
                "--workflow.rest.enabled=true",
                "--workflow.rest.commands=claim",
                "--workflow.rest.claimable.claim=RISK_RULES_PASSED",
                "--workflow.dashboard.commands=claim",
                "--workflow.dashboard.claimable.claim=RISK_RULES_PASSED");
        ClaimEngine claims = server.bean(ClaimEngine.class);
        claims.open("C-1", by("secretary").because(SECRET)).orThrow();
        claims.open("C-2", by("secretary").because(SECRET)).orThrow();
        claims.approve(
                        "C-2",
                        ClaimFacts.of(riskRulesPassed(true)),
                        by("secretary").because(SECRET))
                .orThrow();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String path, String user) throws Exception {
        return server.get(path, "Authorization", WebServer.basic(user));
    }

    @Test
    void onlyThoseWhomTheHostLetsThroughAreAnswered() throws Exception {
        for (String path : List.of("/workflow", "/workflow/cases/C-1", "/workflow-api/workflows", API + "C-1")) {
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(401);
            assertThat(server.get(path, "X-User", "olga", "X-Forwarded-User", "olga")
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
            assertThat(get(path, "guest").statusCode()).as(path).isEqualTo(403);
            assertThat(get(path, "olga").statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("/workflow", "clara").statusCode()).isEqualTo(403);
        assertThat(get("/workflow-api/workflows", "clara").statusCode()).isEqualTo(200);
    }

    /** Both have requests that are a POST and only read. */
    @Test
    void whoMayReadAndWhoMayMoveAreToldApart() throws Exception {
        String claimed = "{\"facts\":{\"RISK_RULES_PASSED\":true}}";
        String reason = "{\"reason\":\"received\"}";
        String bulk = "{\"requests\":[{\"caseId\":\"C-6\",\"reason\":\"received\"}]}";
        for (String user : List.of("audrey", "olga")) {
            assertThat(get("/workflow/cases/C-1", user).statusCode()).as(user).isEqualTo(200);
            assertThat(get(API + "C-1", user).statusCode()).as(user).isEqualTo(200);
            assertThat(post(API + "C-1/options", claimed, user)).as(user).isEqualTo(200);
            assertThat(post(API + "C-5", reason, user)).as(user).isEqualTo(403);
            assertThat(post(API + "C-1/moves/APPROVE", claimed, user)).as(user).isEqualTo(403);
            assertThat(post("/workflow-api/workflows/claim/bulk", bulk, user))
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(post(API + "C-1/options", claimed, "clara")).isEqualTo(200);
        assertThat(post("/workflow-api/workflows/claim/bulk", bulk, "clara")).isEqualTo(200);
        nothingMoved("C-1");
    }

    private static int post(String path, String body, String user) throws Exception {
        return server.send(
                        "POST", path, body, "Authorization", WebServer.basic(user), "Content-Type", "application/json")
                .statusCode();
    }

    @Test
    void noAnswerMakesASession() throws Exception {
        assertThat(get("/workflow/cases/C-1", "olga").headers().map()).doesNotContainKey("set-cookie");
        assertThat(get(API + "C-1", "olga").headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void whatIsHiddenIsInNoAnswer() throws Exception {
        for (String path : OF_A_CASE) {
            assertThat(get(API + "C-2" + path, "clara").body())
                    .as(path)
                    .doesNotContain(SECRET)
                    .doesNotContain("secretary");
        }
        for (String path : List.of("", "?as=table", "/json", "/verify", "/bundle", "?asOf=2026-01-01")) {
            assertThat(get("/workflow/cases/C-2" + path, "olga").body())
                    .as(path)
                    .doesNotContain(SECRET)
                    .doesNotContain("secretary");
        }
        assertThat(get(API + "C-2/history", "clara").body()).contains("\"RISK_RULES_PASSED\":true");
        assertThat(get(API + "C-2/history", "audrey").body()).contains(SECRET, "secretary");
        assertThat(get("/workflow/cases/C-2", "audrey").body()).contains(SECRET, "secretary");
    }

    @Test
    void noPageCanBeFramedAndNothingIsLoadedFromElsewhere() throws Exception {
        for (String path : List.of("/workflow", "/workflow/cases/C-1", "/workflow/nothing", API + "C-1")) {
            HttpResponse<String> answer = get(path, "olga");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .as(path)
                    .isEmpty();
        }
    }

    private static void nothingMoved(String caseId) {
        assertThat(server.bean(ClaimEngine.class).history(caseId).entries()).hasSize(1);
    }

    /** Spring Security's filter is told to leave this path alone, so the API itself keeps out what a form can send. */
    @Test
    void aFormOfAnotherSiteMovesNothingByTheApi() throws Exception {
        String command = "{\"facts\":{\"RISK_RULES_PASSED\":true},\"reason\":\"fine\",\"x\":\"=\"}";
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b")) {
            HttpResponse<String> answer = server.send(
                    "POST",
                    API + "C-1/moves/APPROVE",
                    command,
                    "Authorization",
                    WebServer.basic("clara"),
                    "Content-Type",
                    type);
            assertThat(answer.statusCode()).as(type).isBetween(400, 499);
        }
        nothingMoved("C-1");
    }

    /** What is sent as it should be moves a case; who moved it is the principal, whatever a body or a header says. */
    @Test
    void aCommandIsThePrincipals() throws Exception {
        ClaimEngine claims = server.bean(ClaimEngine.class);
        HttpResponse<String> opened = command("C-3", "{\"reason\":\"received\"}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        String claimed = "{\"facts\":{\"RISK_RULES_PASSED\":true},\"reason\":\"fine\"";
        assertThat(command("C-3/moves/APPROVE", claimed + ",\"actor\":\"mallory\"}")
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> moved = command("C-3/moves/APPROVE", claimed + "}");
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(claims.history("C-3").entries())
                .extracting(step -> step.actor())
                .containsExactly("clara", "clara");
    }

    private static HttpResponse<String> command(String path, String body) throws Exception {
        return server.send(
                "POST",
                API + path,
                body,
                "Authorization",
                WebServer.basic("clara"),
                "Content-Type",
                "application/json",
                "X-User",
                "mallory");
    }

    @Test
    void aFormOfTheDashboardMovesACaseForItsOwnCallerAlone() throws Exception {
        ClaimEngine claims = server.bean(ClaimEngine.class);
        claims.open("C-4", by("secretary").because(SECRET)).orThrow();
        String form = hidden(get("/workflow/cases/C-4", "olga").body())
                + "&reason=looks+fine%3F&claim.RISK_RULES_PASSED=true&actor=mallory";
        assertThat(form).contains("token=", "seq=1", "request=");
        for (String other : List.of("oscar", "audrey", "clara", "guest")) {
            assertThat(submit(form, other).statusCode()).as(other).isEqualTo(403);
        }
        assertThat(claims.history("C-4").entries()).hasSize(1);
        HttpResponse<String> moved = submit(form, "olga");
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(303);
        assertThat(claims.history("C-4").entries().get(1)).satisfies(step -> {
            assertThat(step.actor()).isEqualTo("olga");
            assertThat(step.reason()).isEqualTo("looks fine?");
        });
    }

    private static HttpResponse<String> submit(String form, String user) throws Exception {
        return server.send(
                "POST",
                "/workflow/cases/C-4/moves/APPROVE",
                form,
                "Authorization",
                WebServer.basic(user),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    /** What the page puts into its form. */
    private static String hidden(String page) {
        return Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(input -> input.group(1) + "=" + URLEncoder.encode(input.group(2), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The parts that Spring MVC has taken are whole again. */
    @Test
    void aBundleIsUploaded() throws Exception {
        String bundle = get(API + "C-2/bundle", "audrey").body();
        assertThat(bundle).contains("workflow_bundle");
        for (String user : List.of("audrey", "olga")) {
            HttpResponse<String> shown = upload(bundle, user);
            assertThat(shown.statusCode()).as(user).isEqualTo(200);
            assertThat(shown.body()).contains("C-2", "APPROVE");
        }
        assertThat(upload(bundle, "clara").statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> upload(String bundle, String user) throws Exception {
        return server.send(
                "POST",
                "/workflow/bundle",
                "--b\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"C-2.json\"\r\n"
                        + "Content-Type: application/json\r\n\r\n" + bundle + "\r\n--b--\r\n",
                "Authorization",
                WebServer.basic(user),
                "Content-Type",
                "multipart/form-data; boundary=b");
    }

    /** The dashboard's forms carry a token that is bound to the caller. */
    @Test
    void aFormOfAnotherSiteMovesNothingByTheDashboard() throws Exception {
        for (String form :
                List.of("reason=fine&RISK_RULES_PASSED=true", "token=x&reason=fine&RISK_RULES_PASSED=true")) {
            HttpResponse<String> answer = server.send(
                    "POST",
                    "/workflow/cases/C-1/moves/APPROVE",
                    form,
                    "Authorization",
                    WebServer.basic("olga"),
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            assertThat(answer.statusCode()).isBetween(400, 499);
        }
        nothingMoved("C-1");
    }

    @Test
    void pathsLeadNowhere() throws Exception {
        for (String path : List.of(
                "/workflow/../workflow/cases/C-1",
                "/workflow/assets/../../application.properties",
                "/workflow/assets/%2e%2e/%2e%2e/application.properties",
                "/workflow/assets/..%2f..%2fapplication.properties",
                "/workflow//cases",
                "/x/..;/workflow/cases/C-1",
                "/workflow-api/%2e%2e/workflow/cases/C-1")) {
            HttpResponse<String> answer = get(path, "guest");
            assertThat(answer.statusCode()).as(path).isBetween(400, 499);
            assertThat(get(path, "olga").statusCode()).as(path).isBetween(400, 499);
            assertThat(answer.body()).doesNotContain("\tat ", "org.workflowengine");
        }
    }

    @Test
    void noMethodIsOverridden() throws Exception {
        for (String method : List.of("POST", "DELETE")) {
            server.get(
                    API + "C-1/moves/APPROVE?_method=" + method,
                    "Authorization",
                    WebServer.basic("clara"),
                    "X-HTTP-Method-Override",
                    method);
        }
        nothingMoved("C-1");
    }
}
