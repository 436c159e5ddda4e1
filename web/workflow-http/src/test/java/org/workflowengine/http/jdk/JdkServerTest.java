package org.workflowengine.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.internal.BusyException;
import org.workflowengine.http.internal.KeptAnswer;

/** What the JDK's server makes of requests, byte by byte. */
class JdkServerTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Map<String, HttpHandler> mounts = new HashMap<>();
    private final AtomicReference<HttpRequest> asked = new AtomicReference<>();
    private JdkServer server;

    JdkServerTest() {
        mounts.put("", request -> {
            asked.set(request);
            return HttpResponse.text(200, "text/plain", "pages");
        });
        mounts.put("/api", request -> {
            asked.set(request);
            return HttpResponse.text(200, "text/plain", "api");
        });
    }

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
        }
    }

    private JdkServer server() throws IOException {
        if (server == null) {
            server = JdkServer.start(
                    ANY, Set.of("Claims.example"), exchange -> Caller.person("alice", Set.of("clerk")), mounts);
        }
        return server;
    }

    /** Sends lines as they are, and reads until the server closes the connection. */
    private String answer(String... lines) throws IOException {
        try (Socket socket =
                new Socket(server().address().getAddress(), server().address().getPort())) {
            socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String get(String path) throws IOException {
        return answer("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close", "", "");
    }

    @Test
    void theLongestMountAnswersAndPathsStayAsTheyWereSent() throws Exception {
        assertThat(get("/api/cases/a%2Fb%20c?x=%C3%A9&y"))
                .startsWith("HTTP/1.1 200 OK")
                .endsWith("\r\n\r\napi");
        assertThat(asked.get().path()).isEqualTo("/cases/a%2Fb%20c");
        assertThat(asked.get().mount()).isEqualTo("/api");
        assertThat(asked.get().query()).isEqualTo("x=%C3%A9&y");
        assertThat(asked.get().caller()).isEqualTo(Caller.person("alice", Set.of("clerk")));
        assertThat(get("/api")).endsWith("api");
        assertThat(asked.get().path()).isEqualTo("/");
        assertThat(get("/apis/")).endsWith("pages");
        assertThat(asked.get().path()).isEqualTo("/apis/");
        assertThat(asked.get().mount()).isEmpty();
        assertThat(get("/api/../x")).endsWith("api");
        assertThat(asked.get().path()).isEqualTo("/../x");
    }

    @Test
    void withoutAHandlerThereIsNothing() throws Exception {
        mounts.remove("");
        assertThat(get("/other")).startsWith("HTTP/1.1 404 Not Found");
    }

    @Test
    void headersKeepTheirOrderAndABodyIsReadOnce() throws Exception {
        mounts.put("/echo", request -> {
            asked.set(request);
            return text(request);
        });
        assertThat(answer(
                        "POST /echo HTTP/1.1",
                        "Host: localhost",
                        "Connection: close",
                        "X-A: 1",
                        "x-a: 2",
                        "Content-Length: 5",
                        "",
                        "h\u00c3\u00a9!x"))
                .endsWith("\r\n\r\nh\u00e9!x");
        assertThat(asked.get().headerValues("x-A")).containsExactly("1", "2");
        assertThat(answer(
                        "POST /echo HTTP/1.1",
                        "Host: localhost",
                        "Connection: close",
                        "Transfer-Encoding: chunked",
                        "",
                        "2",
                        "ab",
                        "1",
                        "c",
                        "0",
                        "",
                        ""))
                .endsWith("\r\n\r\nabc");
    }

    private static HttpResponse text(HttpRequest request) {
        try {
            return request.text(10)
                    .map(text -> HttpResponse.text(200, "text/plain", text))
                    .orElseGet(() -> HttpResponse.of(413));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBodyThatIsTooLongIsNotReadToItsEnd() throws Exception {
        mounts.put("/echo", JdkServerTest::text);
        try (Socket socket =
                new Socket(server().address().getAddress(), server().address().getPort())) {
            String begun = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000000\r\n\r\n";
            socket.getOutputStream().write((begun + "x".repeat(100)).getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void shortAnswersAndLongOnesHaveALength() throws Exception {
        mounts.put(
                "/long",
                request -> HttpResponse.of(200).with(out -> {
                    for (int i = 0; i < 1_000; i++) {
                        out.write("0123456789".repeat(10).getBytes(StandardCharsets.US_ASCII));
                        out.write('\n');
                    }
                }));
        mounts.put("/none", request -> HttpResponse.of(204));
        mounts.put(
                "/same",
                request -> HttpResponse.text(304, "text/plain", "not sent").with("ETag", "\"1\""));
        assertThat(get("/x")).containsIgnoringCase("Content-Length: 5\r\n").doesNotContainIgnoringCase("chunked");
        assertThat(get("/long"))
                .containsIgnoringCase("Content-Length: 101000\r\n")
                .doesNotContainIgnoringCase("chunked")
                .endsWith("\r\n\r\n" + ("0123456789".repeat(10) + "\n").repeat(1_000));
        assertThat(get("/none")).startsWith("HTTP/1.1 204").endsWith("\r\n\r\n");
        assertThat(get("/same"))
                .startsWith("HTTP/1.1 304")
                .containsIgnoringCase("ETag: \"1\"")
                .endsWith("\r\n\r\n");
        for (String path : new String[] {"/x", "/long", "/same"}) {
            assertThat(answer("HEAD " + path + " HTTP/1.1", "Host: localhost", "Connection: close", "", ""))
                    .startsWith(path.equals("/same") ? "HTTP/1.1 304" : "HTTP/1.1 200")
                    .endsWith("\r\n\r\n");
        }
        assertThat(answer("GET /long HTTP/1.0", "Host: localhost", "", "")).endsWith("0123456789\n");
    }

    @Test
    void aConnectionServesSeveralRequests() throws Exception {
        String one = "GET /x HTTP/1.1\r\nHost: localhost\r\n";
        assertThat(answer(one, one + "Connection: close", "", "").split("pages", -1))
                .hasSize(3);
    }

    /** A faulty handler tells the log, and the client nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatFailsIsAnsweredWithoutDetails(boolean inBody) throws Exception {
        RuntimeException failure = new IllegalStateException("secret");
        mounts.put("/fails", request -> {
            if (!inBody) {
                throw failure;
            }
            return HttpResponse.of(200).with("X-Was", "meant").with(out -> {
                out.write('x');
                throw failure;
            });
        });
        assertThat(get("/fails"))
                .startsWith("HTTP/1.1 500 Internal Server Error")
                .endsWith("Something went wrong on this server. Its log says what.\n")
                .doesNotContain("secret", "meant", "Exception");
        assertThat(get("/x")).startsWith("HTTP/1.1 200");
    }

    @Test
    void whatFailsInTheMiddleOfALongAnswerIsReplacedAsAWhole() throws Exception {
        mounts.put(
                "/fails",
                request -> HttpResponse.of(200).with(out -> {
                    out.write(new byte[200_000]);
                    throw new IllegalStateException("secret");
                }));
        assertThat(get("/fails"))
                .startsWith("HTTP/1.1 500")
                .endsWith("Something went wrong on this server. Its log says what.\n")
                .doesNotContain("secret");
    }

    /** What an answer is made of, such as a connection to a database, is free before a client reads. */
    @Test
    @Timeout(60)
    void aSlowReaderHoldsNothingOfWhatItsAnswerIsMadeOf() throws Exception {
        CountDownLatch made = new CountDownLatch(20);
        mounts.put(
                "/long",
                request -> HttpResponse.of(200).with(out -> {
                    for (int i = 0; i < 200; i++) {
                        out.write(new byte[100_000]);
                    }
                    made.countDown();
                }));
        List<Socket> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket reader = new Socket(
                        server().address().getAddress(), server().address().getPort());
                readers.add(reader);
                reader.getOutputStream()
                        .write("GET /long HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(made.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(readers.get(0).getInputStream().readAllBytes()).hasSizeGreaterThan(20_000_000);
        } finally {
            for (Socket reader : readers) {
                reader.close();
            }
        }
    }

    @Test
    void answersThatNobodyReadsTakeNoMoreRoomThanThereIs() throws Exception {
        AtomicLong room = new AtomicLong(300_000);
        try (KeptAnswer second = new KeptAnswer(room)) {
            try (KeptAnswer first = new KeptAnswer(room)) {
                first.write(new byte[200_000]);
                assertThatThrownBy(() -> second.write(new byte[200_000])).isInstanceOf(BusyException.class);
            }
            second.write(new byte[200_000]);
            assertThat(second.size()).isEqualTo(200_000);
        }
        assertThat(room).hasValue(300_000);
        mounts.put(
                "/huge",
                request -> HttpResponse.of(200).with(out -> {
                    throw new BusyException("no room");
                }));
        assertThat(get("/huge")).startsWith("HTTP/1.1 503").containsIgnoringCase("Retry-After: 5\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:1",
                "127.0.0.1:8080",
                "[::1]:8080",
                "claims.EXAMPLE",
                "claims.example:443"
            })
    void itsNamesAreAnswered(String host) throws Exception {
        assertThat(answer("GET / HTTP/1.1", "Host: " + host, "Connection: close", "", ""))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "localhost@evil.example",
                "evil.example#localhost",
                "127.0.0.2",
                "192.168.1.5:8080",
                "[::2]",
                "",
                "localhost:80:80",
                "local host",
                "localhost, evil.example"
            })
    void otherNamesAreNot(String host) throws Exception {
        assertThat(answer("GET / HTTP/1.1", "Host: " + host, "Connection: close", "", ""))
                .startsWith("HTTP/1.1 421")
                .doesNotContain("evil");
        assertThat(asked).hasNullValue();
    }

    @Test
    void aWholeAddressCountsInsteadOfHost() throws Exception {
        assertThat(answer("GET http://localhost/x HTTP/1.1", "Host: evil.example", "Connection: close", "", ""))
                .startsWith("HTTP/1.1 200");
        assertThat(answer("GET http://evil.example/x HTTP/1.1", "Host: localhost", "Connection: close", "", ""))
                .startsWith("HTTP/1.1 421");
    }

    @Test
    void elsewhereAddressesInDigitsAreNamesToo() {
        Names open = new Names(Set.of(), false);
        for (String host : new String[] {"192.168.1.5", "192.168.1.5:80", "[fe80::1]:80", "localhost"}) {
            assertThat(open.contain(host)).as(host).isTrue();
        }
        for (String host : new String[] {"evil.example", "1.2.3.4.evil.example", "1.2.3", "[evil]", "::1"}) {
            assertThat(open.contain(host)).as(host).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/x", "*", "localhost:80", "mailto:x"})
    void aTargetWithoutAPathReachesNoHandler(String target) throws Exception {
        assertThat(get(target)).doesNotStartWith("HTTP/1.1 2");
        assertThat(asked).hasNullValue();
    }

    @Test
    void twoHostsAreNone() throws Exception {
        assertThat(answer("GET / HTTP/1.1", "Host: localhost", "Host: localhost", "Connection: close", "", ""))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void aTakenPortIsToldAndAMountIsChecked() throws Exception {
        InetSocketAddress taken = server().address();
        assertThatThrownBy(() -> JdkServer.start(taken, exchange -> Caller.nobody(), mounts))
                .isInstanceOf(BindException.class);
        for (String mount : new String[] {"api", "/", "/api/"}) {
            assertThatThrownBy(() -> JdkServer.start(ANY, exchange -> Caller.nobody(), Map.of(mount, mounts.get(""))))
                    .hasMessageContaining(mount);
        }
    }

    @Test
    void whatIsUnderWayIsAnsweredBeforeTheEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        mounts.put("/slow", request -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return HttpResponse.text(200, "text/plain", "done");
        });
        InetSocketAddress address = server().address();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream()
                    .write("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            begun.await();
            Thread end = new Thread(server()::close);
            end.start();
            goOn.countDown();
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).endsWith("done");
            end.join();
        }
        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                .isInstanceOf(IOException.class);
        server().close();
    }
}
