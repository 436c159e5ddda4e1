package org.workflowengine.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;

/** Translates what the JDK has read to a request, and an answer to what it writes. */
final class Exchanges implements com.sun.net.httpserver.HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(JdkServer.class);

    private final Names names;
    private final Function<HttpExchange, Caller> callers;
    private final Mounts mounts;
    private final Semaphore places = new Semaphore(JdkServer.AT_A_TIME, true);

    Exchanges(Names names, Function<HttpExchange, Caller> callers, Mounts mounts) {
        this.names = names;
        this.callers = callers;
        this.mounts = mounts;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Place place = new Place(places);
        DeferredBody out = new DeferredBody(exchange, place);
        try {
            place.enter();
            out.send(response(exchange, place));
        } catch (Place.BusyException e) {
            if (out.isBegun()) {
                throw new IOException("the answer ends before its end", e);
            }
            out.send(plain(503, "This server has more to do than it can. Try again in a few seconds.")
                    .with("Retry-After", "5"));
        } catch (IOException e) {
            LOG.debug("A client has gone before its answer was written", e);
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "A request could not be answered: {}",
                    exchange.getRequestURI().getRawPath(),
                    e);
            if (out.isBegun()) {
                // The connection is closed, so that nobody takes what was sent for the whole.
                throw new IOException("the answer ends before its end", e);
            }
            out.send(plain(500, "Something went wrong on this server. Its log says what."));
        } finally {
            place.leave();
        }
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
