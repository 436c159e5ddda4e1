package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.workflowengine.runtime.fixture.TestDatabase;

/** Answers to the byte, each as the OpenAPI document says. */
class BodiesTest {
    private static final String CASE = "/workflows/case-review/cases/C-2";

    private static ApiFixture fixture;
    private static HttpHandler api;
    private static String document;

    @BeforeAll
    static void start() throws IOException {
        fixture = ApiFixture.on(TestDatabase.inMemory());
        api = fixture.commanding().handler();
        document = api.handle(HttpRequest.of("GET", "/openapi.json")).text();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static HttpRequest get(String target) {
        int question = target.indexOf('?');
        return question < 0
                ? HttpRequest.of("GET", target)
                : HttpRequest.of("GET", target.substring(0, question)).withQuery(target.substring(question + 1));
    }

    private static HttpRequest post(String path, String body) {
        return HttpRequest.of("POST", path)
                .withHeader("Content-Type", "application/json")
                .withBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                .from(Caller.person("bob", Set.of()));
    }

    private static void check(String name, String schema, int status, HttpRequest request) throws IOException {
        HttpResponse answer = api.handle(request.mountedAt("/api"));
        String body = answer.text();
        assertThat(answer.status()).as(body).isEqualTo(status);
        Schemas.check(document, schema, body);
        Golden.check("bodies/" + name + ".json", Golden.pretty(Golden.stable(body)));
    }

    @Test
    void whatIsInstalled() throws Exception {
        check("workflows", "Workflows", 200, get("/workflows"));
        check("workflow", "Workflow", 200, get("/workflows/case-review"));
        check("definition", "Definition", 200, get("/workflows/case-review/versions/1"));
    }

    @Test
    void whereCasesStand() throws Exception {
        check("case", "Case", 200, get(CASE));
        check("cases", "CasePage", 200, get("/workflows/case-review/cases?limit=2"));
        check("counts", "Counts", 200, get("/workflows/case-review/counts?open=true"));
    }

    @Test
    void howTheyCameThere() throws Exception {
        check("history-hidden", "History", 200, get(CASE + "/history"));
        check("history-shown", "History", 200, get(CASE + "/history").from(Caller.person("carol", Set.of("auditor"))));
        check("history-as-of", "History", 200, get(CASE + "/history?asOf=2026-03-01T12:00:00Z"));
        check("verdict", "Verdict", 200, get(CASE + "/verify"));
    }

    @Test
    void whatCanBeDone() throws Exception {
        check("options", "Options", 200, get(CASE + "/options"));
        check("options-asked", "Options", 200, post(CASE + "/options", "{\"facts\":{\"RISK_RULES_PASSED\":false}}"));
    }

    @Test
    void whatIsDone() throws Exception {
        check("opened", "Moved", 201, post("/workflows/case-review/cases/G-1", "{\"reason\":\"received\"}"));
        check(
                "moved",
                "Moved",
                200,
                post(
                        "/workflows/case-review/cases/G-1/moves/START_REVIEW",
                        "{\"reason\":\"complete\",\"facts\":{\"REQUIRED_FIELDS_COMPLETE\":true}}"));
        check(
                "results",
                "Results",
                200,
                post(
                        "/workflows/case-review/bulk",
                        "{\"requests\":[{\"caseId\":\"G-2\",\"reason\":\"x\"},"
                                + "{\"caseId\":\"G-1\",\"transition\":\"CLOSE\",\"reason\":\"x\"}]}"));
        check("problem-guard", "Problem", 422, post(CASE + "/moves/APPROVE", "{\"reason\":\"x\"}"));
        check(
                "problem-stale",
                "Problem",
                412,
                post(CASE + "/moves/REJECT", "{\"reason\":\"x\"}").withHeader("If-Match", "\"1\""));
        check(
                "problem-not-claimable",
                "Problem",
                403,
                post(CASE + "/moves/REJECT", "{\"reason\":\"x\",\"facts\":{\"VALIDATION_FAILED\":true}}"));
        check(
                "problem-malformed",
                "Problem",
                400,
                post(CASE + "/moves/REJECT", "{\"reason\":\"x\",\"actor\":\"eve\"}"));
        check("problem-no-such-case", "Problem", 404, get("/workflows/case-review/cases/C"));
    }
}
