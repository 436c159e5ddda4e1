package org.workflowengine.http;

import org.workflowengine.runtime.fixture.TestDatabase;

/** The contract on PostgreSQL. */
class PostgreSqlTest extends HttpContract {
    @Override
    protected TestDatabase database() {
        return TestDatabase.postgres();
    }

    @Override
    protected Served serve(HttpHandler handler) throws Exception {
        return TestServer.serving(handler);
    }
}
