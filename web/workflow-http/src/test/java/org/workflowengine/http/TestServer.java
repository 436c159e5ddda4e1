package org.workflowengine.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** The JDK's server as plainly as it can be used, for tests of the API alone. */
final class TestServer implements HttpContract.Served {
    private static final String MOUNT = "/api";

    private final HttpServer server;

    private TestServer(HttpServer server) {
        this.server = server;
    }

    static TestServer serving(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, handler));
        server.start();
        return new TestServer(server);
    }

    private static void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
        try (exchange) {
            URI target = exchange.getRequestURI();
            String path = target.getRawPath();
            HttpRequest request = HttpRequest.of(
                            exchange.getRequestMethod(), path.startsWith(MOUNT) ? path.substring(MOUNT.length()) : "/")
                    .mountedAt(MOUNT)
                    .withQuery(target.getRawQuery() == null ? "" : target.getRawQuery())
                    .withBody(exchange.getRequestBody())
                    .from(HttpContract.caller(exchange.getRequestHeaders()::getFirst));
            for (var header : exchange.getRequestHeaders().entrySet()) {
                for (String value : header.getValue()) {
                    request = request.withHeader(header.getKey(), value);
                }
            }
            HttpResponse response;
            try {
                response = handler.handle(request);
            } catch (RuntimeException fault) {
                // The test that follows says only that there was no good answer.
                fault.printStackTrace();
                response = HttpResponse.of(500);
            }
            response.headers().forEach(exchange.getResponseHeaders()::set);
            boolean empty = request.method().equals("HEAD") || response.status() == 204 || response.status() == 304;
            exchange.sendResponseHeaders(response.status(), empty ? -1 : 0);
            if (!empty) {
                try (OutputStream out = exchange.getResponseBody()) {
                    response.body().writeTo(out);
                }
            }
        }
    }

    @Override
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + MOUNT);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
