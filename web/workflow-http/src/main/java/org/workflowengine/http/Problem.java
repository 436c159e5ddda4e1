package org.workflowengine.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.http.internal.JsonWriter;

/** A problem to be answered (RFC 9457), thrown from where it is found. Nothing was written. */
final class Problem extends RuntimeException {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1;

    private final transient JsonObject members;
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private final int status;

    private Problem(String urn, String title, int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.members = new JsonObject()
                .with("type", urn)
                .with("title", title)
                .with("status", status)
                .with("detail", detail);
    }

    static Problem of(ProblemType type, String detail) {
        return new Problem(type.urn(), type.title(), type.status(), detail);
    }

    /** A refusal of a kind that this version does not know. */
    static Problem ofLaterKind(String kind, String detail) {
        return new Problem("urn:workflow:refusal:" + kind, "The request is refused.", 409, detail);
    }

    static Problem malformed(String what, String found, String expected) {
        return of(ProblemType.MALFORMED, what + ": found " + found + ", expected " + expected)
                .with("field", what)
                .with("found", found)
                .with("expected", expected);
    }

    Problem with(String name, @Nullable Object value) {
        members.with(name, value);
        return this;
    }

    Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    JsonObject json() {
        return members;
    }

    HttpResponse response() {
        HttpResponse response =
                HttpResponse.text(status, MEDIA_TYPE, JsonWriter.write(members)).with("Cache-Control", "no-store");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }
}
