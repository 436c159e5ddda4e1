package org.workflowengine.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;

/** The JDK reads its limits once in a process, so the server of this test has one of its own. */
class SlowClientTest {
    /** Serves until its input ends. */
    static final class Served {
        private Served() {}

        public static void main(String[] arguments) throws Exception {
            try (JdkServer server = JdkServer.start(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    exchange -> Caller.nobody(),
                    Map.of("", request -> HttpResponse.of(204)))) {
                System.out.println(server.address().getPort() + " "
                        + System.getProperty("sun.net.httpserver.maxReqTime") + " "
                        + System.getProperty("sun.net.httpserver.maxRspTime"));
                int end = System.in.read();
                System.out.println(end);
            }
        }
    }

    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n";

    /** What is sent is held back for as long as the server lets it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                GET + "X: ",
                GET + "Content-Length: 1\r\n\r\n",
                "POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nx",
                "GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    @Timeout(60)
    void clientsThatAreSlowTakeNoTurnFromOthers(String held) throws Exception {
        CountDownLatch working = new CountDownLatch(64);
        List<Socket> silent = new ArrayList<>();
        try (JdkServer server = JdkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                exchange -> Caller.nobody(),
                Map.of(
                        "",
                        request -> HttpResponse.of(204),
                        "/read",
                        request -> {
                            working.countDown();
                            return HttpResponse.text(200, "text/plain", read(request));
                        },
                        "/long",
                        request -> {
                            working.countDown();
                            return HttpResponse.of(200).with(out -> {
                                for (int i = 0; i < 100; i++) {
                                    out.write(new byte[100_000]);
                                }
                            });
                        }))) {
            try {
                for (int i = 0; i < 64; i++) {
                    Socket each = new Socket(
                            InetAddress.getLoopbackAddress(), server.address().getPort());
                    silent.add(each);
                    each.getOutputStream().write(held.getBytes(StandardCharsets.US_ASCII));
                }
                if (held.contains("/read") || held.contains("/long")) {
                    assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
                }
                try (Socket honest = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().getPort())) {
                    // The same connection twice, because honest requests keep it.
                    honest.setSoTimeout(20_000);
                    honest.getOutputStream()
                            .write((GET + "\r\n" + GET + "Connection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    assertThat(new String(honest.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                                    .split("HTTP/1.1 204", -1))
                            .hasSize(3);
                }
            } finally {
                for (Socket each : silent) {
                    each.close();
                }
            }
        }
    }

    private static String read(HttpRequest request) {
        try {
            return request.text(10).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Timeout(60)
    void whoeverWaitsTooLongForATurnIsToldSo() throws Exception {
        CountDownLatch working = new CountDownLatch(JdkServer.AT_A_TIME);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Socket> asking = new ArrayList<>();
        try (JdkServer server = JdkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                exchange -> Caller.nobody(),
                Map.of("", request -> {
                    working.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return HttpResponse.of(204);
                }))) {
            try {
                for (int i = 0; i <= JdkServer.AT_A_TIME; i++) {
                    Socket each = new Socket(
                            InetAddress.getLoopbackAddress(), server.address().getPort());
                    asking.add(each);
                    each.getOutputStream()
                            .write((GET + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    if (i == JdkServer.AT_A_TIME - 1) {
                        working.await();
                    }
                }
                assertThat(answer(asking.get(JdkServer.AT_A_TIME)))
                        .startsWith("HTTP/1.1 503")
                        .containsIgnoringCase("Retry-After: 5\r\n");
                goOn.countDown();
                for (Socket each : asking.subList(0, JdkServer.AT_A_TIME)) {
                    assertThat(answer(each)).startsWith("HTTP/1.1 204");
                }
            } finally {
                for (Socket each : asking) {
                    each.close();
                }
            }
        }
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    @Timeout(60)
    void aRequestThatDoesNotArriveIsGivenUp() throws Exception {
        Process served = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsun.net.httpserver.maxReqTime=1",
                        "-Dsun.net.httpserver.timerMillis=100",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Served.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = served.inputReader(StandardCharsets.UTF_8)) {
            String[] said = lines.readLine().split(" ");
            // What somebody has set stays; what nobody has set is set.
            assertThat(said).endsWith("1", "600");
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(said[0]))) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            served.getOutputStream().close();
            assertThat(served.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(served.exitValue()).isZero();
        } finally {
            served.destroyForcibly();
        }
    }
}
