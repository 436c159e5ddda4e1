package org.workflowengine.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;

/** A handler that keeps what it was asked, and what comes of a request to it. */
final class Asked implements HttpHandler {
    private HttpRequest last;
    private String body;

    static MockHttpServletRequest get(String path) {
        return new MockHttpServletRequest("GET", path);
    }

    static MockHttpServletResponse answer(Mount mount, MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        mount.handler().handleRequest(request, response);
        return response;
    }

    /** The request that the handler was given. */
    HttpRequest by(MockHttpServletRequest request) throws Exception {
        last = null;
        answer(Mount.at("/workflow", this).audience(Audience.EVERYBODY), request);
        return last;
    }

    String body() {
        return body;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        last = request;
        try {
            body = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return HttpResponse.text(200, "text/plain", "here");
    }
}
