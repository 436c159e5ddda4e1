package org.workflowengine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.workflowengine.rest.Asked.answer;
import static org.workflowengine.rest.Asked.get;

import jakarta.servlet.ServletOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.HttpRequestHandler;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;

/** What a handler is asked and what the client gets. */
class MountTest {
    private final Asked asked = new Asked();

    @Test
    void pathAndQueryAreThoseOfTheRequestLine() throws Exception {
        MockHttpServletRequest sent = get("/app/workflow/claim/cases/a%2Fb%25c");
        sent.setContextPath("/app");
        sent.setQueryString("state=A%20B&state=%C3%A4");
        HttpRequest read = asked.by(sent);
        assertThat(read.mount()).isEqualTo("/app/workflow");
        assertThat(read.path()).isEqualTo("/claim/cases/a%2Fb%25c");
        assertThat(read.segments()).contains(List.of("claim", "cases", "a/b%c"));
        assertThat(read.parameters().orElseThrow()).containsEntry("state", List.of("A B", "ä"));
        assertThat(asked.by(get("/workflow")).path()).isEqualTo("/");
        assertThat(asked.by(get("/workflow/")).path()).isEqualTo("/");
        assertThat(asked.by(get("/workflow/x/")).segments()).contains(List.of("x", ""));
        assertThat(asked.by(get("/workflow/x;v=1")).segments()).contains(List.of("x;v=1"));
    }

    @Test
    void headersKeepTheirOrder() throws Exception {
        MockHttpServletRequest sent = get("/workflow/x");
        sent.addHeader("If-None-Match", "\"1\"");
        sent.addHeader("if-none-match", "\"2\"");
        assertThat(asked.by(sent).headerValues("IF-NONE-MATCH")).containsExactly("\"1\"", "\"2\"");
    }

    /** Spring finds the mapping without looking at what follows a semicolon, and below a prefix that a proxy's header may set. */
    @Test
    void whatIsNoPathOfThisPlaceIsRefused() throws Exception {
        Mount mount = Mount.at("/workflow", asked).audience(Audience.EVERYBODY);
        assertThat(answer(mount, get("/workflow;x=1/cases")).getStatus()).isEqualTo(400);
        assertThat(answer(mount, get("/workflows")).getStatus()).isEqualTo(400);
        for (String prefix : List.of("//evil.example", "/\"><script>", "/a b")) {
            MockHttpServletRequest sent = get(prefix + "/workflow/cases");
            sent.setContextPath(prefix);
            assertThat(answer(mount, sent).getStatus()).as(prefix).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "workflow", "/workflow/", "/a//b", "/..", "/a/../b", "/a%2Fb", "/**", "/{x}", "/a b"})
    void aMountIsAPlainPath(String path) {
        assertThatThrownBy(() -> Mount.at(path, asked))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "path: found " + path
                                + ", expected a path such as /workflow: letters, digits and -._~ between slashes, none at its end");
    }

    @Test
    void theAnswerIsTheHandlers() throws Exception {
        Mount mount = Mount.at(
                        "/a/b-c.d",
                        request -> HttpResponse.text(201, "text/plain", "ä").with("ETag", "\"1\""))
                .audience(Audience.EVERYBODY);
        MockHttpServletResponse answer = answer(mount, get("/a/b-c.d"));
        assertThat(answer.getStatus()).isEqualTo(201);
        assertThat(answer.getHeader("ETag")).isEqualTo("\"1\"");
        assertThat(answer.getContentType()).isEqualToIgnoringWhitespace("text/plain;charset=utf-8");
        assertThat(answer.getContentAsByteArray()).containsExactly(0xC3, 0xA4);
        MockHttpServletResponse head = answer(mount, new MockHttpServletRequest("HEAD", "/a/b-c.d"));
        assertThat(head.getStatus()).isEqualTo(201);
        assertThat(head.getContentAsByteArray()).isEmpty();
    }

    @Test
    void aFaultIsNotTold() throws Exception {
        Mount mount = Mount.at("/workflow", request -> {
                    throw new IllegalStateException("jdbc:secret");
                })
                .audience(Audience.EVERYBODY);
        MockHttpServletResponse answer = answer(mount, get("/workflow/C-1"));
        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getContentAsString()).isEqualTo("Something went wrong on this server. Its log says what.\n");
        Mount callers = Mount.at("/workflow", asked).callers(request -> {
            throw new IllegalStateException("ldap:secret");
        });
        assertThat(answer(callers, get("/workflow")).getContentAsString())
                .contains("Something went wrong")
                .doesNotContain("secret");
    }

    /** A container would show the client what an error says. */
    @Test
    void anErrorIsNotToldEither() throws Exception {
        for (Error error : List.of(
                new AssertionError("jdbc:secret"),
                new StackOverflowError("secret"),
                new NoClassDefFoundError("org/secret/Type"))) {
            Mount mount = Mount.at("/workflow", request -> {
                        throw error;
                    })
                    .audience(Audience.EVERYBODY);
            MockHttpServletResponse answer = answer(mount, get("/workflow/C-1"));
            assertThat(answer.getStatus()).isEqualTo(500);
            assertThat(answer.getContentAsString())
                    .isEqualTo("Something went wrong on this server. Its log says what.\n");
        }
    }

    /** Nothing has been sent by then, also where the body flushes. */
    @Test
    void aFaultInTheMiddleOfABodyLeavesNothingOfTheAnswer() throws Exception {
        for (int begun : new int[] {1, 200_000}) {
            HttpResponse.Body breaks = out -> {
                out.write("x".repeat(begun).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                throw new IllegalStateException("jdbc:secret");
            };
            Mount mount = Mount.at(
                            "/workflow",
                            request ->
                                    HttpResponse.of(200).with("ETag", "\"1\"").with(breaks))
                    .audience(Audience.EVERYBODY);
            MockHttpServletResponse answer = answer(mount, get("/workflow"));
            assertThat(answer.getStatus()).isEqualTo(500);
            assertThat(answer.getHeader("ETag")).isNull();
            assertThat(answer.getContentAsString())
                    .isEqualTo("Something went wrong on this server. Its log says what.\n");
        }
    }

    /** A bundle is read from a connection to the database, and a client may take its time. */
    @Test
    void whatAnAnswerIsMadeOfIsFreeBeforeItIsRead() throws Exception {
        for (int length : new int[] {10, 3_000_000}) {
            AtomicBoolean connected = new AtomicBoolean();
            HttpResponse.Body bundle = out -> {
                connected.set(true);
                for (int i = 0; i < length; i += 10) {
                    out.write("0123456789".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
                connected.set(false);
            };
            List<Boolean> seen = new ArrayList<>();
            MockHttpServletResponse answer = new MockHttpServletResponse() {
                @Override
                public ServletOutputStream getOutputStream() {
                    seen.add(connected.get());
                    return super.getOutputStream();
                }
            };
            Mount.at("/workflow", request -> HttpResponse.of(200).with(bundle))
                    .audience(Audience.EVERYBODY)
                    .handler()
                    .handleRequest(get("/workflow"), answer);
            assertThat(seen).containsOnly(false);
            assertThat(answer.getContentAsByteArray()).hasSize(length);
            assertThat(answer.getContentLengthLong()).isEqualTo(length);
        }
    }

    @Test
    void answersThatAreNotReadHaveRoomForSoMuch() throws Exception {
        HttpRequestHandler mounted = Mount.at(
                        "/workflow",
                        request -> HttpResponse.of(200)
                                .with("ETag", "\"1\"")
                                .with(out -> out.write(new byte[Integer.parseInt(request.query())])))
                .audience(Audience.EVERYBODY)
                .handler(150_000);
        for (String length : List.of("100000", "200000", "100000", "10")) {
            MockHttpServletRequest asked = get("/workflow");
            asked.setQueryString(length);
            MockHttpServletResponse answer = new MockHttpServletResponse();
            mounted.handleRequest(asked, answer);
            if (length.equals("200000")) {
                assertThat(answer.getStatus()).isEqualTo(503);
                assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
                assertThat(answer.getHeader("ETag")).isNull();
                assertThat(answer.getContentAsString())
                        .isEqualTo("Too many long answers are being read. Try again in a few seconds.\n");
            } else {
                assertThat(answer.getStatus()).as(length).isEqualTo(200);
                assertThat(answer.getContentAsByteArray()).hasSize(Integer.parseInt(length));
            }
        }
    }

    @Test
    void noSessionIsMade() throws Exception {
        MockHttpServletRequest sent = get("/workflow");
        assertThat(asked.by(sent).caller().actor()).isEqualTo(Optional.empty());
        assertThat(sent.getSession(false)).isNull();
    }
}
