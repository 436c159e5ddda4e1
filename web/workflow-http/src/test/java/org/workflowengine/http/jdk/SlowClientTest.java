package org.workflowengine.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workflowengine.http.Caller;
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
