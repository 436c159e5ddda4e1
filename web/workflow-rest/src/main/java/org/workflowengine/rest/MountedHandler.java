package org.workflowengine.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestHandler;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;

/** Translates a servlet's request and answer, and decides nothing but who is answered. */
final class MountedHandler implements HttpRequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MountedHandler.class);

    private final String mount;
    private final HttpHandler handler;
    private final CallerSource callers;
    private final Audience audience;

    MountedHandler(String mount, HttpHandler handler, CallerSource callers, Audience audience) {
        this.mount = mount;
        this.handler = handler;
        this.callers = callers;
        this.audience = audience;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            write(answer(request), request, response);
        } catch (RuntimeException | Error e) {
            LOG.error("What is mounted at {} has failed at a {} request", mount, request.getMethod(), e);
            if (response.isCommitted()) {
                // The server then breaks the connection, and the client does not take a part for the whole.
                throw new IOException("the answer has been cut off", e);
            }
            response.reset();
            write(plain(500, "Something went wrong on this server. Its log says what."), request, response);
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

    private static void write(HttpResponse answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (!request.getMethod().equals("HEAD") && answer.status() != 204 && answer.status() != 304) {
            answer.body().writeTo(response.getOutputStream());
        }
    }

    private static HttpResponse plain(int status, String text) {
        return HttpResponse.text(status, "text/plain", text + "\n")
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff");
    }
}
