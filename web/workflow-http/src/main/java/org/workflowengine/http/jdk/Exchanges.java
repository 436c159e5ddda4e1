package org.workflowengine.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.internal.BusyException;
import org.workflowengine.http.internal.KeptAnswer;

/** Translates what the JDK has read to a request, and an answer to what it writes. */
final class Exchanges implements com.sun.net.httpserver.HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(JdkServer.class);

    private final Names names;
    private final Function<HttpExchange, Caller> callers;
    private final Mounts mounts;
    private final Semaphore places = new Semaphore(JdkServer.AT_A_TIME, true);
    private final AtomicLong room = new AtomicLong(JdkServer.BYTES_NOT_READ);

    Exchanges(Names names, Function<HttpExchange, Caller> callers, Mounts mounts) {
        this.names = names;
        this.callers = callers;
        this.mounts = mounts;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Place place = new Place(places);
        try (KeptAnswer body = new KeptAnswer(room)) {
            HttpResponse answer = answer(exchange, place, body);
            place.leave();
            send(exchange, answer, body);
        } catch (IOException e) {
            LOG.debug("A client has gone before its answer was written", e);
            throw e;
        } finally {
            place.leave();
        }
    }

    /** The answer, whose body is then kept as a whole. One that fails is replaced as a whole. */
    private HttpResponse answer(HttpExchange exchange, Place place, KeptAnswer body) throws IOException {
        try {
            place.enter();
            return written(response(exchange, place), exchange, body);
        } catch (BusyException e) {
            body.close();
            return written(
                    plain(503, "This server has more to do than it can. Try again in a few seconds.")
                            .with("Retry-After", "5"),
                    exchange,
                    body);
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "A request could not be answered: {}",
                    exchange.getRequestURI().getRawPath(),
                    e);
            body.close();
            return written(plain(500, "Something went wrong on this server. Its log says what."), exchange, body);
        }
    }

    private static HttpResponse written(HttpResponse answer, HttpExchange exchange, KeptAnswer body)
            throws IOException {
        if (!exchange.getRequestMethod().equals("HEAD") && answer.status() != 204 && answer.status() != 304) {
            answer.body().writeTo(body);
        }
        return answer;
    }

    private static void send(HttpExchange exchange, HttpResponse answer, KeptAnswer body) throws IOException {
        answer.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Transfer-Encoding")) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        exchange.sendResponseHeaders(answer.status(), body.size() == 0 ? -1 : body.size());
        body.writeTo(exchange.getResponseBody());
        // First, because the other one reads what the client still sends.
        exchange.getResponseBody().close();
        exchange.close();
    }

    private HttpResponse response(HttpExchange exchange, Place place) {
        URI uri = exchange.getRequestURI();
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        // To a proxy, clients send the whole address; what it says then counts instead of Host.
        String host = uri.getScheme() != null && uri.getRawAuthority() != null
                ? uri.getRawAuthority()
                : hosts.isEmpty() ? "" : hosts.get(0);
        String path = uri.getRawPath();
        if (hosts.size() > 1
                || path == null
                || !path.startsWith("/")
                || (uri.getScheme() == null && uri.getRawAuthority() != null)) {
            return plain(400, "The request has no path, or more than one host.");
        }
        if (!names.contain(host)) {
            return plain(421, "This server does not answer under the name in Host. Ask for it under its own address.");
        }
        return mounts.of(path)
                .map(mount ->
                        mount.handler().handle(read(exchange, place, mount.request(exchange.getRequestMethod(), path))))
                .orElseGet(() -> plain(404, "There is nothing here."));
    }

    private HttpRequest read(HttpExchange exchange, Place place, HttpRequest request) {
        HttpRequest read =
                request.from(callers.apply(exchange)).withBody(new ArrivingBody(exchange.getRequestBody(), place));
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            read = read.withQuery(query);
        }
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            for (String value : header.getValue()) {
                read = read.withHeader(header.getKey(), value);
            }
        }
        return read;
    }

    private static HttpResponse plain(int status, String text) {
        return HttpResponse.text(status, "text/plain", text + "\n")
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff");
    }
}
