package org.workflowengine.dashboard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;

/** Asks a dashboard without a server. */
final class Pages {
    static final Caller AUDITOR = Caller.person("a.ibarra", Set.of("auditor"));

    /** Every page that a reader can reach, for the cases and workflows of {@link SampleCases}. */
    static final List<String> READABLE = List.of(
            "/",
            "/cases",
            "/cases?workflow=case-review&version=2&state=UNDER_REVIEW&state=ESCALATED&older=2d",
            "/cases?id=C-10&state=UNDER_REVIEW&workflow=case-review",
            "/cases?workflow=case-review&older=90d&state=ESCALATED",
            "/cases/C-1042",
            "/cases/C-1042?fact.MISSING_INFO_DETECTED=true",
            "/cases/C-1042?view=table",
            "/cases/C-1042?step=4",
            "/cases/C-1042?asOf=2026-02-18",
            "/cases/C-1042/json",
            "/cases/P-88",
            "/definitions",
            "/definitions/case-review",
            "/definitions/case-review/1",
            "/definitions/motor-claim",
            "/definitions/case-review/2/json",
            "/definitions/case-review/2/svg",
            "/definitions/case-review/2/mermaid",
            "/integrity",
            "/bundle");

    private Pages() {}

    static HttpResponse get(HttpHandler site, String target) {
        return get(site, target, AUDITOR);
    }

    static HttpResponse get(HttpHandler site, String target, Caller caller) {
        return site.handle(request("GET", target).from(caller));
    }

    static HttpRequest request(String method, String target) {
        int query = target.indexOf('?');
        return query < 0
                ? HttpRequest.of(method, target)
                : HttpRequest.of(method, target.substring(0, query)).withQuery(target.substring(query + 1));
    }

    static HttpRequest post(String target, String body) {
        return request("POST", target).withBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    static String text(HttpHandler site, String target) throws IOException {
        return get(site, target).text();
    }

    static int zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }
}
