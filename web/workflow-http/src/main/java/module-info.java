/**
 * The HTTP API of workflows without a web framework: a request is data, and so is the answer. Adapters for a server translate, and decide
 * nothing.
 */
// The dashboard and the adapter for Spring MVC, which may see what all share, are compiled later.
@SuppressWarnings("module")
module org.workflowengine.http {
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires transitive jdk.httpserver;
    requires transitive org.workflowengine.diagram;
    requires transitive org.workflowengine.runtime;

    exports org.workflowengine.http;
    exports org.workflowengine.http.internal to
            org.workflowengine.dashboard,
            org.workflowengine.rest;
    exports org.workflowengine.http.jdk;
}
