package org.workflowengine.spring.boot.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.workflowengine.dashboard.Dashboard;
import org.workflowengine.http.Caller;
import org.workflowengine.http.WorkflowApi;
import org.workflowengine.http.jdk.JdkServer;
import org.workflowengine.runtime.WorkflowRuntime;

/** Without a framework: the JDK's server, for callers on this machine. */
public final class ByHand {
    private ByHand() {}

    /** The caller closes the server, and then the runtime. */
    public static JdkServer start(WorkflowRuntime runtime, int port) throws IOException {
        return JdkServer.start(
                new InetSocketAddress("127.0.0.1", port),
                exchange -> Caller.nobody(),
                Map.of(
                        "/workflow",
                        Dashboard.on(runtime).name("claims").handler(),
                        "/workflow-api",
                        WorkflowApi.on(runtime).handler()));
    }
}
