package org.workflowengine.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpResponse.Body;
import org.workflowengine.http.Redaction;
import org.workflowengine.http.jdk.JdkServer;
import org.workflowengine.runtime.fixture.CaseReview;

/** Somebody who means harm. */
@ExtendWith(Chromium.class)
class SecurityTest {
    private static final String MOVE = "/cases/M-1/moves/ESCALATE";

    private static World world;

    /** Whoever reaches it acts as alice: all that stands between her browser and another site is what the pages do. */
    private static String commanding;

    private static String reading;
    private static String hiding;

    @BeforeAll
    static void start() throws Exception {
        world = World.of(CaseReview.DEFINITION).reviews();
        world.review("M-1", "START_REVIEW");
        world.review("M-2", "START_REVIEW");
        commanding = world.pages(
                dashboard -> dashboard
                        .redaction(Redaction.SHOW_ALL)
                        .commands(List.of(CaseReview.DEFINITION))
                        .claimable("case-review", "HIGH_AMOUNT"),
                exchange -> exchange.getRequestHeaders().containsKey("X-Nobody")
                        ? Caller.nobody()
                        : Caller.person("alice", Set.of()));
        reading = world.pages();
        hiding = world.pages(dashboard -> dashboard, exchange -> Caller.nobody());
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private static String form(String caseId, String token) {
        return "token=" + token + "&seq=2&request=R-" + caseId + "&claim.HIGH_AMOUNT=true&reason=because";
    }

    private static String token(String caseId) throws Exception {
        Matcher token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"")
                .matcher(Crawl.get(commanding + "/cases/" + caseId).body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static String state(String caseId) {
        return world.runtime.findCase(caseId).orElseThrow().state();
    }

    @Test
    void aFormOfAnotherSiteMovesNothing(Browser browser) throws Exception {
        String html = "<!doctype html><title>x</title><form id=f method=post action='" + commanding + MOVE + "'>"
                + "<input name=token value='" + token("M-1")
                + "'><input name=seq value=2><input name=request value=R-9>"
                + "<input name=claim.HIGH_AMOUNT value=true><input name=reason value=because><button>Win</button></form>";
        try (JdkServer evil = site(html)) {
            browser.reset();
            browser.open(url(evil));
            // Even with a token that was stolen, the browser says where the form comes from.
            browser.leaveBy("button");
            assertThat(browser.driver().getCurrentUrl()).startsWith(commanding);
            assertThat(browser.text("main")).isNotEmpty();
        }
        assertThat(state("M-1")).isEqualTo("UNDER_REVIEW");
    }

    @Test
    void aTokenIsOfOneCaseAndOneCaller() throws Exception {
        for (String wrong : List.of("", "x", token("M-2"))) {
            assertThat(Crawl.post(commanding + MOVE, form("M-1", wrong)).statusCode())
                    .isEqualTo(403);
        }
        assertThat(Crawl.post(commanding + MOVE, form("M-1", token("M-1")), "X-Nobody", "1")
                        .statusCode())
                .isIn(401, 403);
        assertThat(Crawl.post(commanding + MOVE, form("M-1", token("M-1")), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(state("M-1")).isEqualTo("UNDER_REVIEW");
        assertThat(Crawl.post(commanding + "/cases/M-2/moves/ESCALATE", form("M-2", token("M-2")))
                        .statusCode())
                .isEqualTo(303);
        assertThat(state("M-2")).isEqualTo("ESCALATED");
    }

    @Test
    void withoutCommandsThereIsNothingToPostTo() throws Exception {
        assertThat(Crawl.post(reading + MOVE, form("M-1", token("M-1"))).statusCode())
                .isIn(404, 405);
        assertThat(Crawl.get(reading + "/cases/M-1").body()).doesNotContain("method=\"post\"");
        assertThat(Crawl.get(commanding + "/cases/M-1", "X-Nobody", "1").body()).doesNotContain("method=\"post\"");
    }

    @Test
    void noHeaderAndNoParameterChangesTheMethod() throws Exception {
        String query = "?_method=POST&" + form("M-1", token("M-1"));
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            assertThat(Crawl.get(commanding + MOVE + query, header, "POST").statusCode())
                    .isIn(400, 404, 405);
        }
        assertThat(state("M-1")).isEqualTo("UNDER_REVIEW");
    }

    @Test
    void anotherSiteCannotFrameAPage(Browser browser) throws Exception {
        try (JdkServer evil = site("<!doctype html><title>x</title><iframe src='" + reading + "/'></iframe>")) {
            browser.reset();
            browser.open(url(evil));
            browser.driver().switchTo().frame(0);
            try {
                // What is in it instead is the browser's own page.
                assertThat(browser.all("main, nav, [href^='/cases']")).isEmpty();
            } finally {
                browser.driver().switchTo().defaultContent();
            }
            assertThat(browser.driver().manage().logs().get("browser").getAll().toString())
                    .contains("frame-ancestors");
        }
    }

    @Test
    void everyAnswerIsSecured() throws Exception {
        for (Map.Entry<String, HttpResponse<String>> each : Crawl.from(
                        reading, "/", "/nowhere", "/cases/C-9", "/cases?after=x")
                .entrySet()) {
            var headers = each.getValue().headers();
            assertThat(headers.firstValue("X-Content-Type-Options"))
                    .as(each.getKey())
                    .hasValue("nosniff");
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .as(each.getKey())
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("Referrer-Policy")).as(each.getKey()).isPresent();
            assertThat(each.getValue().statusCode()).as(each.getKey()).isIn(200, 400, 404);
        }
    }

    @Test
    void whatIsHiddenIsInNoAnswer() throws Exception {
        String[] from = {
            "/",
            "/cases",
            "/cases/C-1",
            "/cases/C-2",
            "/cases/C-1/json",
            "/cases/C-1/bundle",
            "/cases/C-1?view=table",
            "/cases/C-1?step=3",
            "/cases/C-1/verify",
            "/nowhere"
        };
        Map<String, HttpResponse<String>> hidden = Crawl.from(hiding, from);
        Map<String, HttpResponse<String>> shown = Crawl.from(reading, from);
        assertThat(hidden).hasSizeGreaterThan(40);
        for (String secret : List.of(
                "alice",
                "bob",
                "lawyer",
                "dpo",
                "expert decides",
                "all documents",
                "article 17",
                "ordered",
                "[3",
                "\"rows\"")) {
            assertThat(shown.values())
                    .as(secret)
                    .anyMatch(answer -> answer.body().contains(secret));
            hidden.forEach((path, answer) ->
                    assertThat(answer.body()).as(secret + " in " + path).doesNotContain(secret));
        }
    }

    @Test
    void pathsLeadNowhereElseAndNoTextBecomesAHeader() throws Exception {
        for (String path : List.of(
                "/assets/../../../../etc/passwd",
                "/assets/%2e%2e/%2e%2e/etc/passwd",
                "/assets/..%2f..%2fmodule-info.class",
                "/assets/dashboard.css%00",
                "/cases/%0d%0aInjected:%20yes",
                "/cases/%zz",
                "/cases/C-1?done=%0d%0aInjected:%20yes",
                "/cases?id=%0d%0aInjected:%20yes",
                "//evil.example/cases",
                "/%5cevil.example")) {
            String answer = raw(path);
            assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotContain("root:", "\tat ");
            assertThat(answer.lines()).as(path).noneMatch(line -> line.startsWith("Injected"));
            assertThat(answer).as(path).doesNotStartWith("HTTP/1.1 5").doesNotStartWith("HTTP/1.1 3");
        }
    }

    private static String raw(String target) throws IOException {
        int port = Integer.parseInt(reading.replaceFirst(".*:", ""));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JdkServer site(String html) throws IOException {
        Body body = out -> out.write(html.getBytes(StandardCharsets.UTF_8));
        return JdkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                exchange -> Caller.nobody(),
                Map.of(
                        "",
                        request -> org.workflowengine.http.HttpResponse.of(200)
                                .with("Content-Type", "text/html; charset=utf-8")
                                .with(body)));
    }

    private static String url(JdkServer server) {
        return "http://127.0.0.1:" + server.address().getPort() + "/";
    }
}
