package org.workflowengine.http.jdk;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.workflowengine.http.HttpContract;
import org.workflowengine.http.HttpHandler;

/** What every server has to do, done by the JDK's. */
class JdkContractTest extends HttpContract {
    private static final String MOUNT = "/claims/api";

    @Override
    protected Served serve(HttpHandler handler) throws Exception {
        JdkServer server = JdkServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                exchange -> caller(exchange.getRequestHeaders()::getFirst),
                Map.of(MOUNT, handler));
        return new Served() {
            @Override
            public URI base() {
                return URI.create("http://localhost:" + server.address().getPort() + MOUNT);
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
