package org.workflowengine.http;

/**
 * Answers requests. A server's adapter translates its own requests and answers to these, and decides nothing.
 *
 * <p>Safe for use by several threads at once. A handler answers each bad input with a status and a body; what it throws is a fault of its own,
 * and the adapter answers 500 without details.
 */
@FunctionalInterface
public interface HttpHandler {
    /**
     * Answers one request.
     *
     * @param request what the client asked, with its path below the place where the handler is mounted
     * @return the answer; never null
     */
    HttpResponse handle(HttpRequest request);
}
