package org.workflowengine.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestHandler;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;
import org.workflowengine.http.internal.BusyException;
import org.workflowengine.http.internal.KeptAnswer;

/**
 * Translates a servlet's request and answer, and decides nothing but who is answered. An answer is whole before it is sent, so that a client
 * that reads slowly holds a thread of the container, and nothing that the answer was made of.
 */
final class MountedHandler implements HttpRequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MountedHandler.class);

    private final String mount;
    private final HttpHandler handler;
    private final CallerSource callers;
    private final Audience audience;
    private final AtomicLong room;

    MountedHandler(String mount, HttpHandler handler, CallerSource callers, Audience audience, long room) {
        this.mount = mount;
        this.handler = handler;
        this.callers = callers;
        this.audience = audience;
        this.room = new AtomicLong(room);
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (KeptAnswer body = new KeptAnswer(room)) {
            send(whole(request, body), body, response);
        }
    }

    /** The answer, whose body is then kept as a whole. One that fails is replaced as a whole. */
    private HttpResponse whole(HttpServletRequest request, KeptAnswer body) throws IOException {
        try {
            return written(answer(request), request, body);
        } catch (BusyException e) {
            body.close();
            return written(
                    plain(503, "Too many long answers are being read. Try again in a few seconds.")
                            .with("Retry-After", "5"),
                    request,
                    body);
        } catch (RuntimeException | Error e) {
            LOG.error("What is mounted at {} has failed at a {} request", mount, request.getMethod(), e);
            body.close();
            return written(plain(500, "Something went wrong on this server. Its log says what."), request, body);
        }
    }

    private HttpResponse answer(HttpServletRequest request) throws IOException {
        Caller caller = callers.caller(request);
        if (!audience.has(request, caller)) {
            return plain(403, audience.advice());
        }
        Optional<HttpRequest> asked = ServletRequests.read(request, mount);
        return asked.isEmpty()
                ? plain(400, "The path is not one of this place.")
                : handler.handle(asked.get().from(caller));
    }

    private static HttpResponse written(HttpResponse answer, HttpServletRequest request, KeptAnswer body)
            throws IOException {
        if (!request.getMethod().equals("HEAD") && answer.status() != 204 && answer.status() != 304) {
            answer.body().writeTo(body);
        }
        return answer;
    }

    private static void send(HttpResponse answer, KeptAnswer body, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (body.size() > 0) {
            response.setContentLengthLong(body.size());
            body.writeTo(response.getOutputStream());
        }
    }

    private static HttpResponse plain(int status, String text) {
        return HttpResponse.text(status, "text/plain", text + "\n")
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff");
    }
}
