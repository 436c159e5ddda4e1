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
import org.workflowengine.runtime.core.Actor;
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
        assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
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
        assertThat(workflow.header("Content-Type")).isEqualTo("application/problem+json; charset=utf-8");
        assertThat(workflow.json())
                .containsEntry("type", "urn:workflow:problem:no-such-workflow")
                .containsEntry("near", List.of("case-review"));
        Answer parameter = at("/workflows/case-review/cases?stat=CREATED").get();
        assertThat(parameter.status()).isEqualTo(400);
        assertThat(parameter.json()).containsEntry("near", List.of("state"));
        assertThat(at(cases("C")).get().json())
                .containsEntry("type", "urn:workflow:refusal:no-such-case")
                .containsEntry("near", List.of("C-1", "C-2"));
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
}
