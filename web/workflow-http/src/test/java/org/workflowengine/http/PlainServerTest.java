package org.workflowengine.http;

/** The contract on H2, with as little of a server as there can be. */
class PlainServerTest extends HttpContract {
    @Override
    protected Served serve(HttpHandler handler) throws Exception {
        return TestServer.serving(handler);
    }
}
