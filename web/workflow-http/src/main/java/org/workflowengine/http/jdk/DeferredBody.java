package org.workflowengine.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.workflowengine.http.HttpResponse;

/**
 * Sends the headers with the first bytes that no longer fit, or at the end. So a short answer has its length, and one that fails early is
 * replaced as a whole; a long one is sent in chunks as it comes. A client that is slow to read it takes no place from others.
 */
final class DeferredBody extends OutputStream {
    private static final int FITS = 64 * 1024;

    private final HttpExchange exchange;
    private final Place place;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private HttpResponse response = HttpResponse.of(204);
    private boolean begun;

    DeferredBody(HttpExchange exchange, Place place) {
        this.exchange = exchange;
        this.place = place;
    }

    /** Sends the whole answer. */
    void send(HttpResponse whole) throws IOException {
        response = whole;
        kept.reset();
        if (!exchange.getRequestMethod().equals("HEAD") && whole.status() != 204 && whole.status() != 304) {
            whole.body().writeTo(this);
        }
        close();
    }

    /** Whether bytes have gone to the client. */
    boolean isBegun() {
        return begun;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, bytes.length);
        if (!begun && kept.size() + count > FITS) {
            begin(0);
            kept.writeTo(exchange.getResponseBody());
        }
        (begun ? exchange.getResponseBody() : kept).write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
        if (!begun && kept.size() == 0) {
            begin(-1);
        } else if (!begun) {
            begin(kept.size());
            kept.writeTo(exchange.getResponseBody());
        }
        // First, because the other one reads what the client still sends.
        exchange.getResponseBody().close();
        exchange.close();
    }

    private void begin(long length) throws IOException {
        begun = true;
        place.leave();
        response.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Transfer-Encoding")) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        exchange.sendResponseHeaders(response.status(), length);
    }
}
