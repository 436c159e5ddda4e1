package org.workflowengine.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a handler is asked behind a real server, below two prefixes, and with everything between that changes requests: forwarded headers, a hidden
 * method, parts, parameters.
 */
class MountedTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static WebServer server;

    @BeforeAll
    static void start() {
        server = WebServer.start(
                Echo.class,
                WebServer.withoutSecurity(),
                "--server.servlet.context-path=/app",
                "--spring.mvc.servlet.path=/mvc",
                "--server.forward-headers-strategy=framework",
                "--spring.mvc.hiddenmethod.filter.enabled=true");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String first(String path, String... headers) throws IOException, InterruptedException {
        return server.get(path, headers).body().lines().findFirst().orElse("");
    }

    @Test
    void pathAndQueryAreAsTheyWereSent() throws Exception {
        assertThat(first("/app/mvc/echo/a%25b/%C3%A4;v=1/?x=a%2Fb&x=c"))
                .isEqualTo("GET /app/mvc/echo [a%b, ä;v=1, ] {x=[a/b, c]}");
        assertThat(first("/app/mvc/echo")).isEqualTo("GET /app/mvc/echo [] {}");
        assertThat(server.get("/app/mvc/echo;v=1/x").statusCode()).isEqualTo(400);
        assertThat(server.get("/app/mvc/echoes").statusCode()).isEqualTo(404);
    }

    /** Dots are text: what is mounted has no files, and the path of the request line is never shortened. */
    @Test
    void dotsLeadNowhere() throws Exception {
        assertThat(server.get("/app/mvc/other/../echo/x").statusCode()).isEqualTo(404);
        assertThat(server.get("/app/mvc/other/%2e%2e/echo/x").statusCode()).isEqualTo(404);
        assertThat(server.get("/app/mvc/echo/../../application.properties").statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void headersAndStatusArriveAndThereIsNoSession() throws Exception {
        HttpResponse<String> answer = server.get("/app/mvc/echo");
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .isEqualToIgnoringWhitespace("text/plain;charset=utf-8");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        assertThat(server.send("HEAD", "/app/mvc/echo", "").statusCode()).isEqualTo(200);
    }

    @Test
    void bodiesThatFiltersHaveReadAreWhole() throws Exception {
        assertThat(server.send("POST", "/app/mvc/echo?a=1", "a=2&b=%C3%A4+%26", "Content-Type", FORM)
                        .body())
                .endsWith("\na=2&b=%C3%A4%20%26");
        String parts = "--b\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"C-1.json\"\r\n"
                + "Content-Type: application/json\r\n\r\n{\"ä\": 1}\r\n--b--\r\n";
        assertThat(server.send("POST", "/app/mvc/echo", parts, "Content-Type", "multipart/form-data; boundary=b")
                        .body())
                .contains("name=\"bundle\"", "{\"ä\": 1}")
                .endsWith("--b--\r\n");
        assertThat(server.send("POST", "/app/mvc/echo", "{\"ä\": 1}", "Content-Type", "application/json")
                        .body())
                .endsWith("\n{\"ä\": 1}");
    }

    /** A method that a parameter names is none that changes anything here; a header that names one is not looked at. */
    @Test
    void aMethodIsOverriddenByTheHostAloneAndNeverFromGet() throws Exception {
        assertThat(first("/app/mvc/echo?_method=POST", "X-HTTP-Method-Override", "POST"))
                .startsWith("GET ");
        assertThat(server.send("POST", "/app/mvc/echo", "_method=DELETE", "Content-Type", FORM)
                        .body())
                .startsWith("DELETE ");
        assertThat(server.send("POST", "/app/mvc/echo", "x", "X-HTTP-Method-Override", "PUT")
                        .body())
                .startsWith("POST ");
    }

    @Test
    void aProxysPrefixIsPartOfLinksUnlessItIsNoPath() throws Exception {
        assertThat(first("/app/mvc/echo/x", "X-Forwarded-Prefix", "/claims")).startsWith("GET /claims/mvc/echo [x]");
        for (String prefix : new String[] {"/\"><script>", "/a b"}) {
            assertThat(server.get("/app/mvc/echo/x", "X-Forwarded-Prefix", prefix)
                            .statusCode())
                    .as(prefix)
                    .isNotEqualTo(200);
        }
        HttpResponse<String> elsewhere = server.get("/app/mvc/echo/x", "X-Forwarded-Prefix", "//evil.example");
        assertThat(elsewhere.body()).doesNotContain("//evil.example");
    }

    @Test
    void whoIsNotSignedInIsRefused() throws Exception {
        HttpResponse<String> refused = server.get("/app/mvc/signed-in/claim", "X-User", "alice");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("Sign in first.\n");
    }

    @Test
    void aLongAnswerIsWholeAndABrokenOneIsNotTakenForIt() throws Exception {
        assertThat(server.get("/app/mvc/long").body()).hasSize(Echo.LONG);
        HttpResponse<String> broken = server.get("/app/mvc/long/broken");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).isEqualTo("Something went wrong on this server. Its log says what.\n");
    }

    /** A page of another site may not ask from a browser. */
    @Test
    void otherOriginsAreNotLetIn() throws Exception {
        HttpResponse<String> answer = server.send(
                "OPTIONS",
                "/app/mvc/echo",
                "",
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "POST");
        // Spring 6 answers 403 by itself; a browser looks for these headers alone.
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }
}
