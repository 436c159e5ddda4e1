package org.workflowengine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.workflowengine.http.Ask.Answer;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.http.internal.JsonWriter;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.fixture.IndependentJson;
import org.workflowengine.runtime.fixture.TestDatabase;

/**
 * What the API answers over real HTTP, whatever the server. An adapter's test extends this and serves a handler. It needs what the test
 * databases need as well: the test-jar of {@code workflow-runtime}, H2 and HikariCP.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpContract {
    /** The header from which the adapter of a test takes the caller's name; none, and nobody is authenticated. */
    public static final String USER = "X-Test-User";

    /** The header from which the adapter of a test takes the caller's roles, with commas. */
    public static final String ROLES = "X-Test-Roles";

    /** A server that runs. */
    public interface Served extends AutoCloseable {
        /** Where the handler is mounted: scheme, host, port and path, without a slash at its end. */
        URI base();

        @Override
        void close();
    }

    private ApiFixture fixture;
    private Served served;
    private URI base;

    /** Serves a handler, at any path but the root, for callers as {@link #caller} says, on a free port of the loopback interface. */
    protected abstract Served serve(HttpHandler handler) throws Exception;

    /** The database of the test. */
    protected TestDatabase database() {
        return TestDatabase.inMemory();
    }

    /** The caller of a request, from its headers. */
    public static Caller caller(UnaryOperator<String> header) {
        String roles = header.apply(ROLES);
        return new Caller(
                Optional.ofNullable(header.apply(USER)).map(name -> new Actor(Actor.Kind.PERSON, name)),
                roles == null || roles.isEmpty() ? Set.of() : Set.of(roles.split(",")));
    }

    @BeforeAll
    void start() throws Exception {
        fixture = ApiFixture.on(database());
        HttpHandler api = fixture.commanding().handler();
        HttpHandler reading = fixture.reading().handler();
        served = serve(request -> switch (request.path().split("/", 3)[1]) {
            case "raw" -> raw(request);
            case "reading" -> reading.handle(below(request, "/reading"));
            default -> api.handle(request);
        });
        base = served.base();
    }

    @AfterAll
    void stop() {
        if (served != null) {
            served.close();
        }
        if (fixture != null) {
            fixture.close();
        }
    }

    /** The same request to a handler that is mounted one path deeper. */
    private static HttpRequest below(HttpRequest request, String place) {
        HttpRequest deeper = HttpRequest.of(request.method(), request.path().substring(place.length()))
                .mountedAt(request.mount() + place)
                .withQuery(request.query())
                .withBody(request.body())
                .from(request.caller());
        for (String name : List.of("Accept", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key")) {
            for (String value : request.headerValues(name)) {
                deeper = deeper.withHeader(name, value);
            }
        }
        return deeper;
    }

    /** Says what has arrived of a request. */
    private static HttpResponse raw(HttpRequest request) {
        return HttpResponse.text(
                200,
                "application/json",
                JsonWriter.write(new JsonObject()
                        .with("method", request.method())
                        .with("mount", request.mount())
                        .with("path", request.path())
                        .with("query", request.query())
                        .with("test", request.headerValues("X-Test"))
                        .with("caller", request.caller().actor().map(Actor::id).orElse(""))));
    }

    private Ask at(String path) {
        return Ask.at(base, path);
    }

    private static String cases(String caseId) {
        return "/workflows/case-review/cases/" + Percent.encode(caseId);
    }

    @Test
    void aRequestArrivesAsItWasSent() throws Exception {
        Map<String, Object> arrived = at("/raw/a%2Fb%25/%C3%BC+c;d?q=%2F+x&q=")
                .header("X-Test", "one, two")
                .by("alice")
                .get()
                .json();
        assertThat(arrived)
                .containsEntry("method", "GET")
                .containsEntry("path", "/raw/a%2Fb%25/%C3%BC+c;d")
                .containsEntry("query", "q=%2F+x&q=")
                .containsEntry("test", List.of("one, two"))
                .containsEntry("caller", "alice")
                .containsEntry("mount", base.getRawPath());
    }

    @Test
    void aCaseIsReadWithItsValidator() throws Exception {
        Answer answer = at(cases("C-2")).get();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringWhitespace("application/json; charset=utf-8");
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.json())
                .containsEntry("caseId", "C-2")
                .containsEntry("state", "UNDER_REVIEW")
                .containsEntry("enteredAt", "2026-03-01T12:00:00Z");
        Answer again = at(cases("C-2")).header("If-None-Match", "\"2\"").get();
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo("\"2\"");
        assertThat(at(cases("C-2")).header("If-None-Match", "\"1\"").get().status())
                .isEqualTo(200);
    }

    @Test
    void anAwkwardIdIsFoundAndLinked() throws Exception {
        Answer answer = at(cases(ApiFixture.AWKWARD)).get();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("caseId", ApiFixture.AWKWARD);
        String self = (String) ((Map<?, ?>) answer.json().get("links")).get("self");
        assertThat(self).isEqualTo(base.getRawPath() + cases(ApiFixture.AWKWARD));
        assertThat(Ask.at(base.resolve("/"), self.substring(1)).get().json()).isEqualTo(answer.json());
    }

    @Test
    void theMethodsOfAPathAreKnown() throws Exception {
        Answer head = at(cases("C-2")).send("HEAD", null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo("\"2\"");
        Answer wrong = at(cases("C-2")).send("DELETE", null);
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).contains("GET", "HEAD", "OPTIONS");
        assertThat(wrong.json()).containsEntry("type", "urn:workflow:problem:method-not-allowed");
        Answer options = at("/workflows").send("OPTIONS", null);
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void noHeaderAndNoParameterChangesTheMethod() throws Exception {
        Answer answer = at(cases("C-1"))
                .header("X-HTTP-Method-Override", "DELETE")
                .by("alice")
                .get();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(at(cases("C-1") + "?_method=POST").get().status()).isEqualTo(400);
    }

    @Test
    void everyAnswerIsSecured() throws Exception {
        for (String path : List.of("/workflows", cases("C-1"), "/nothing", "/workflows/case-review/versions/1.svg")) {
            Answer answer = at(path).get();
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'");
            assertThat(answer.header("Cache-Control")).as(path).matches("no-store|private, no-cache");
        }
    }

    @Test
    void pathsLeadNowhereElse() throws Exception {
        for (String path : List.of(
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/workflows/..%2f..%2fetc",
                "/workflows//cases",
                "/workflows/case-review/cases/%00",
                "/workflows/case-review/cases/%zz")) {
            String answer = RawHttp.request(base, "GET", base.getRawPath() + path);
            assertThat(RawHttp.status(answer)).as(path).isBetween(400, 404);
            assertThat(answer).as(path).doesNotContain("root:").doesNotContain("\tat ");
        }
    }

    /** A rule of a proxy about one path must not be passed by under another. */
    @Test
    void aSlashAtTheEndIsAnotherPath() throws Exception {
        String opening = "{\"requests\":[{\"caseId\":\"S-1\",\"reason\":\"x\"}]}";
        assertThat(at("/workflows/case-review/bulk/").by("alice").post(opening).status())
                .isEqualTo(404);
        assertThat(at(cases("S-2") + "/").by("alice").post("{\"reason\":\"x\"}").status())
                .isEqualTo(404);
        assertThat(at(cases("C-1") + "/moves/START_REVIEW/")
                        .by("alice")
                        .post(COMPLETE)
                        .status())
                .isEqualTo(404);
        for (String path : List.of("/workflows/", "/workflows/case-review/", "/workflows/case-review/cases/")) {
            Answer answer = at(path).get();
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.json()).as(path).containsEntry("type", "urn:workflow:problem:no-such-resource");
        }
        assertThat(at(cases("S-1")).get().status()).isEqualTo(404);
        assertThat(at(cases("S-2")).get().status()).isEqualTo(404);
        assertThat(at(cases("C-1")).get().json()).containsEntry("state", "CREATED");
    }

    @Test
    void aBodyInWrongChunksIsABadRequest() throws Exception {
        for (String chunks : List.of("-1\r\n{}\r\n0\r\n\r\n", "zz\r\n{}\r\n0\r\n\r\n")) {
            String answer = RawHttp.send(
                    base,
                    "POST " + base.getRawPath() + cases("C-1") + "/options HTTP/1.1\r\nHost: " + base.getAuthority()
                            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                            + chunks);
            assertThat(RawHttp.status(answer)).as(chunks).isEqualTo(400);
            assertThat(answer).as(chunks).doesNotContain("\tat ");
        }
    }

    @Test
    void noTextOfAClientBecomesAHeader() throws Exception {
        String answer = RawHttp.request(base, "GET", base.getRawPath() + "/workflows/x%0d%0aInjected:%20yes/cases");
        assertThat(RawHttp.status(answer)).isBetween(400, 404);
        assertThat(answer.lines()).noneMatch(line -> line.startsWith("Injected"));
    }

    @Test
    void whatIsUnknownIsNamedWithWhatWasPerhapsMeant() throws Exception {
        Answer workflow = at("/workflows/case-reviw/cases").get();
        assertThat(workflow.status()).isEqualTo(404);
        assertThat(workflow.header("Content-Type"))
                .isEqualToIgnoringWhitespace("application/problem+json; charset=utf-8");
        assertThat(workflow.json())
                .containsEntry("type", "urn:workflow:problem:no-such-workflow")
                .containsEntry("near", List.of("case-review"));
        Answer parameter = at("/workflows/case-review/cases?stat=CREATED").get();
        assertThat(parameter.status()).isEqualTo(400);
        assertThat(parameter.json()).containsEntry("near", List.of("state"));
        assertThat(at(cases("C")).get().json())
                .containsEntry("type", "urn:workflow:refusal:no-such-case")
                .containsEntry("near", List.of("C-1", "C-2"));
        assertThat(at("/cases").get().json())
                .containsEntry(
                        "detail",
                        "there is nothing at that path; openapi.json below this API's own path says what there is");
    }

    @Test
    void anAnswerOfAnotherMediaTypeIsNotSent() throws Exception {
        assertThat(at("/workflows").header("Accept", "text/html").get().status())
                .isEqualTo(406);
        assertThat(at("/workflows")
                        .header("Accept", "text/html, */*;q=0.1")
                        .get()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsHiddenAndWhatIsShown() throws Exception {
        Answer hidden = at(cases("C-2") + "/history").by("bob").get();
        assertThat(hidden.body()).doesNotContain("alice").doesNotContain(ApiFixture.SECRET);
        assertThat(hidden.body()).contains("\"hidden\":[\"actor\"").contains("facts.REQUIRED_FIELDS_COMPLETE");
        Answer shown = at(cases("C-2") + "/history").by("carol", "auditor").get();
        assertThat(shown.body())
                .contains("\"actor\":\"alice\"")
                .contains(ApiFixture.SECRET)
                .contains("\"facts\":{\"REQUIRED_FIELDS_COMPLETE\":true}")
                .contains("\"hidden\":[]");
    }

    @Test
    void aBundleIsSentWholeOrNotAtAll() throws Exception {
        Answer refused = at(cases("C-2") + "/bundle").by("bob").get();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json()).containsEntry("type", "urn:workflow:problem:hidden");
        Answer bundle = at(cases("C-2") + "/bundle").by("carol", "auditor").get();
        assertThat(bundle.status()).isEqualTo(200);
        assertThat(bundle.header("Content-Disposition")).startsWith("attachment");
        assertThat(bundle.json()).containsKey("workflow_bundle");
    }

    @Test
    void withoutCommandsTheirRoutesDoNotExist() throws Exception {
        assertThat(at("/reading" + cases("C-1") + "/moves/START_REVIEW")
                        .by("alice")
                        .post("{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(at("/reading" + cases("N-1"))
                        .by("alice")
                        .post("{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(405);
        assertThat(at("/reading" + cases("C-1")).get().status()).isEqualTo(200);
    }

    private String fresh(String caseId) throws Exception {
        Answer opened = at(cases(caseId)).by("alice").post("{\"reason\":\"received\"}");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return cases(caseId);
    }

    private static final String COMPLETE = "{\"reason\":\"complete\",\"facts\":{\"REQUIRED_FIELDS_COMPLETE\":true}}";

    @Test
    void aCaseIsOpenedOnce() throws Exception {
        Answer opened =
                at(cases("N/1")).by("alice").header("Idempotency-Key", "k-1").post("{\"reason\":\"received\"}");
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.header("ETag")).isEqualTo("\"1\"");
        assertThat(opened.header("Location")).isEqualTo(base.getRawPath() + cases("N/1"));
        assertThat(opened.json()).containsEntry("replayed", false).containsEntry("state", "CREATED");
        Answer again = at(cases("N/1"))
                .by("alice")
                .header("Idempotency-Key", "\"k-1\"")
                .post("{\"reason\":\"received\"}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).containsEntry("replayed", true);
        Answer other = at(cases("N/1")).by("alice").post("{\"reason\":\"received\"}");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json()).containsEntry("type", "urn:workflow:refusal:case-already-exists");
    }

    @Test
    void aMoveIsMadeOnTheStepThatTheClientHasRead() throws Exception {
        String path = fresh("M-1");
        Answer stale = at(path + "/moves/START_REVIEW")
                .by("alice")
                .header("If-Match", "\"2\"")
                .post(COMPLETE);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo("\"1\"");
        Answer moved = at(path + "/moves/START_REVIEW")
                .by("alice")
                .header("If-Match", "\"1\"")
                .header("Idempotency-Key", "m-1")
                .post(COMPLETE);
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(moved.header("ETag")).isEqualTo("\"2\"");
        // The answer to the same request is the same, although the step that it names has passed.
        Answer replayed = at(path + "/moves/START_REVIEW")
                .by("alice")
                .header("If-Match", "\"1\"")
                .header("Idempotency-Key", "m-1")
                .post(COMPLETE);
        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.json()).containsEntry("replayed", true).containsEntry("state", "UNDER_REVIEW");
        Answer reused = at(path + "/moves/REJECT")
                .by("alice")
                .header("Idempotency-Key", "m-1")
                .post("{\"reason\":\"no\"}");
        assertThat(reused.status()).isEqualTo(422);
        assertThat(reused.json()).containsEntry("type", "urn:workflow:refusal:request-id-reused");
    }

    @Test
    void aMoveThatIsNotPermittedSaysWhyAndWritesNothing() throws Exception {
        String path = fresh("R-1");
        List<String> before = fixture.database().content();
        Answer guard = at(path + "/moves/START_REVIEW").by("alice").post("{\"reason\":\"x\"}");
        assertThat(guard.status()).isEqualTo(422);
        assertThat(guard.json().get("unmet").toString()).contains("REQUIRED_FIELDS_COMPLETE");
        Answer notHere = at(path + "/moves/CLOSE").by("alice").post("{\"reason\":\"x\"}");
        assertThat(notHere.status()).isEqualTo(409);
        assertThat(notHere.json()).containsEntry("allowed", List.of("START_REVIEW"));
        Answer unknown = at(path + "/moves/START_REVEW").by("alice").post("{\"reason\":\"x\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json()).containsEntry("near", List.of("START_REVIEW"));
        assertThat(at(cases("R-") + "/moves/START_REVIEW")
                        .by("alice")
                        .post(COMPLETE)
                        .json())
                .containsEntry("type", "urn:workflow:refusal:no-such-case")
                .containsEntry("near", List.of("R-1"));
        assertThat(fixture.database().content()).isEqualTo(before);
    }

    @Test
    void nobodyDecidesWithoutAName() throws Exception {
        String path = fresh("P-1");
        Answer answer = at(path + "/moves/START_REVIEW").post(COMPLETE);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json()).containsEntry("type", "urn:workflow:problem:not-authenticated");
        assertThat(at(cases("P-2")).post("{\"reason\":\"x\"}").status()).isEqualTo(401);
    }

    @Test
    void theActorIsNeverThatOfTheBody() throws Exception {
        String path = fresh("P-3");
        Answer answer = at(path + "/moves/START_REVIEW")
                .by("mallory")
                .post("{\"reason\":\"x\",\"actor\":\"alice\",\"facts\":{\"REQUIRED_FIELDS_COMPLETE\":true}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("found").toString()).contains("actor");
        Answer principal = at(path + "/moves/START_REVIEW")
                .by("mallory")
                .post("{\"reason\":\"x\",\"onBehalfOf\":\"alice\",\"facts\":{\"REQUIRED_FIELDS_COMPLETE\":true}}");
        assertThat(principal.status()).isEqualTo(403);
        at(path + "/moves/START_REVIEW").by("mallory").post(COMPLETE);
        assertThat(at(path + "/history").by("carol", "auditor").get().body()).contains("\"actor\":\"mallory\"");
    }

    @Test
    void aFactThatNoClientMayClaimIsRefused() throws Exception {
        String path = fresh("F-1");
        at(path + "/moves/START_REVIEW").by("alice").post(COMPLETE);
        List<String> before = fixture.database().content();
        Answer claimed = at(path + "/moves/APPROVE")
                .by("alice")
                .post("{\"reason\":\"x\",\"facts\":{\"RISK_RULES_PASSED\":true,\"AMOUNT_WITHIN_THRESHOLD\":true}}");
        assertThat(claimed.status()).isEqualTo(403);
        assertThat(claimed.json())
                .containsEntry("type", "urn:workflow:problem:not-claimable")
                .containsEntry("fact", "AMOUNT_WITHIN_THRESHOLD");
        Answer elsewhere = at(path + "/moves/REJECT")
                .by("alice")
                .post("{\"reason\":\"x\",\"facts\":{\"RISK_RULES_PASSED\":true}}");
        assertThat(elsewhere.status()).isEqualTo(400);
        Answer unknown = at(path + "/moves/APPROVE")
                .by("alice")
                .post("{\"reason\":\"x\",\"facts\":{\"RISK_RULES_PASED\":true}}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).contains("did you mean RISK_RULES_PASSED?");
        assertThat(fixture.database().content()).isEqualTo(before);
        // The host knows the other fact.
        Answer approved = at(path + "/moves/APPROVE")
                .by("alice")
                .post("{\"reason\":\"x\",\"facts\":{\"RISK_RULES_PASSED\":true}}");
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.json()).containsEntry("state", "APPROVED");
    }

    @Test
    void bodiesAreReadStrictly() throws Exception {
        String path = fresh("B-1") + "/moves/START_REVIEW";
        for (String body : List.of(
                "",
                "[]",
                "{",
                "{\"reason\":\"x\"} x",
                "{\"reason\":\"x\",\"reason\":\"y\"}",
                "{\"reason\":1}",
                "{\"reason\":\"\\ud800\"}",
                "{\"reason\":\"x\",\"fact\":{}}",
                "{\"reason\":\"x\",\"facts\":{\"REQUIRED_FIELDS_COMPLETE\":1}}",
                "[".repeat(100_000))) {
            Answer answer = at(path).by("alice").post(body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json()).as(body).containsEntry("type", "urn:workflow:problem:malformed");
        }
        assertThat(at(path).by("alice")
                        .post("{\"reason\":\"" + "x".repeat(300_000) + "\"}")
                        .status())
                .isEqualTo(413);
        Answer form = at(path).by("alice").header("Content-Type", "text/plain").send("POST", COMPLETE);
        assertThat(form.status()).isEqualTo(415);
        assertThat(form.header("Accept")).isEqualTo("application/json");
        assertThat(at(path).by("alice").header("If-Match", "7").post(COMPLETE).status())
                .isEqualTo(400);
        assertThat(at(path).by("alice").post("{\"reason\":\" \"}").json())
                .containsEntry("type", "urn:workflow:refusal:invalid-input");
    }

    @Test
    void whatCanBeDoneIsSaidBeforeItIsTried() throws Exception {
        String path = fresh("O-1");
        Answer created = at(path + "/options").by("alice").get();
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.body()).contains("\"status\":\"UNDECIDED\"").contains("/moves/START_REVIEW\"");
        Answer asked = at(path + "/options").by("alice").post("{\"facts\":{\"REQUIRED_FIELDS_COMPLETE\":true}}");
        assertThat(asked.body()).contains("\"status\":\"PERMITTED\"");
        Answer no = at(path + "/options").by("alice").post("{\"facts\":{\"REQUIRED_FIELDS_COMPLETE\":false}}");
        assertThat(no.body()).contains("\"status\":\"REFUSED\"").contains("\"found\":\"false\"");
        assertThat(at(path).get().json()).containsEntry("seq", new IndependentJson.Number("1"));
    }

    @Test
    void manyAreMovedAtOnce() throws Exception {
        fresh("L-1");
        Answer answer = at("/workflows/case-review/bulk").by("alice").post("""
                {"requests":[
                  {"caseId":"L-1","transition":"START_REVIEW","reason":"x","facts":{"REQUIRED_FIELDS_COMPLETE":true}},
                  {"caseId":"L-2","reason":"x","idempotencyKey":"b-2"},
                  {"caseId":"L-1","transition":"CLOSE","reason":"x"}]}""");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<?> results = (List<?>) answer.json().get("results");
        assertThat(results)
                .extracting(each -> ((Map<?, ?>) each).get("status").toString())
                .containsExactly("200", "201", "409");
        Answer refused = at("/workflows/case-review/bulk").by("alice").post("""
                {"requests":[
                  {"caseId":"L-3","reason":"x"},
                  {"caseId":"L-1","transition":"APPROVE","reason":"x","facts":{"HIGH_AMOUNT":true}}]}""");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(at(cases("L-3")).get().status()).isEqualTo(404);
    }

    @Test
    void aTextThatTurnsLinesIsEscaped() throws Exception {
        String path = fresh("X-1");
        String reason = "\u202egpj.exe <script>alert(1)</script> \u00fc";
        Answer moved = at(path + "/moves/START_REVIEW")
                .by("alice")
                .post(JsonWriter.write(new JsonObject()
                        .with("reason", reason)
                        .with("facts", Map.of("REQUIRED_FIELDS_COMPLETE", true))));
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        Answer history = at(path + "/history").by("carol", "auditor").get();
        assertThat(history.body()).contains("\\u202egpj.exe").doesNotContain("\u202e");
        List<?> steps = (List<?>) history.json().get("steps");
        assertThat(((Map<?, ?>) steps.get(1)).get("reason")).isEqualTo(reason);
        assertThat(at(cases("\u202eX-1")).get().status()).isEqualTo(404);
    }

    @Test
    void aLongHistoryIsReadInPages() throws Exception {
        String path = fresh("H-1");
        fixture.fire("H-1", "START_REVIEW", "REQUIRED_FIELDS_COMPLETE");
        for (int i = 0; i < 40; i++) {
            fixture.fire("H-1", "REQUEST_INFO", "MISSING_INFO_DETECTED");
            fixture.fire("H-1", "RESUME", "ADDITIONAL_INFO_PROVIDED");
        }
        Answer page = at(path + "/history?limit=50").get();
        assertThat((List<?>) page.json().get("steps")).hasSize(50);
        assertThat(page.json()).containsEntry("next", new IndependentJson.Number("50"));
        Answer rest = at(path + "/history?limit=50&afterSeq=50").get();
        assertThat((List<?>) rest.json().get("steps")).hasSize(32);
        assertThat(rest.json()).doesNotContainKey("next");
        Answer asOf = at(path + "/history?asOf=2026-03-01T12:00:00Z").get();
        assertThat((List<?>) asOf.json().get("steps")).hasSize(1);
        assertThat((List<?>) at(path + "/history?asOf=2026-02-01T12:00:00Z")
                        .get()
                        .json()
                        .get("steps"))
                .isEmpty();
        assertThat(at(path + "/verify").get().json()).containsEntry("intact", true);
        assertThat(at(path + "/bundle").by("carol", "auditor").get().body()).hasSizeGreaterThan(50_000);
    }

    @Test
    void listsGoOnWhereTheyEnded() throws Exception {
        Answer first = at("/workflows/case-review/cases?limit=2&order=newest&state=CREATED")
                .get();
        assertThat((List<?>) first.json().get("cases")).hasSize(2);
        String next = (String) ((Map<?, ?>) first.json().get("links")).get("next");
        assertThat(Ask.at(base.resolve("/"), next.substring(1)).get().status()).isEqualTo(200);
        assertThat(at("/workflows/case-review/cases?after=forged").get().status())
                .isEqualTo(400);
        assertThat(at("/workflows/case-review/cases?state=CREATE").get().status())
                .isEqualTo(400);
        assertThat(at("/workflows/case-review/counts").get().body()).contains("\"exact\":true");
    }

    @Test
    void everythingIsDescribed() throws Exception {
        for (String path : List.of("/openapi.json", "/workflows/case-review/versions/1/openapi.json")) {
            Answer document = at(path).get();
            assertThat(document.status()).isEqualTo(200);
            assertThat(document.json()).containsEntry("openapi", "3.1.1");
            assertThat(at(path).header("If-None-Match", document.header("ETag"))
                            .get()
                            .status())
                    .isEqualTo(304);
        }
        assertThat(at("/workflows/case-review/versions/1").get().json()).containsEntry("workflow", "case-review");
        assertThat(at("/workflows/case-review/versions/1.json").get().body())
                .isEqualTo(fixture.definition().graph());
        assertThat(at("/workflows/case-review/versions/1.svg").get().header("Content-Type"))
                .isEqualToIgnoringWhitespace("image/svg+xml; charset=utf-8");
        assertThat(at("/workflows/case-review/versions/1.mmd").get().body()).startsWith("stateDiagram-v2");
        assertThat(at("/workflows/case-review/versions/2").get().status()).isEqualTo(404);
    }
}
