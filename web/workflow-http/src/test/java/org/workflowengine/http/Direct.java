package org.workflowengine.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Requests to a handler without a server. */
final class Direct {
    private Direct() {}

    static HttpRequest get(String path) {
        return HttpRequest.of("GET", path).from(Caller.person("bob", Set.of()));
    }

    static HttpRequest asAuditor(String path) {
        return HttpRequest.of("GET", path).from(Caller.person("carol", Set.of("auditor")));
    }

    static HttpRequest post(String path, String json) {
        return HttpRequest.of("POST", path)
                .withHeader("Content-Type", "application/json")
                .withBody(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                .from(Caller.person("bob", Set.of()));
    }
}
