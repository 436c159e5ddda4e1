package org.workflowengine.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.workflowengine.runtime.fixture.IndependentJson;

/** A request of a test over real HTTP. */
public final class Ask {
    /** An answer; header names are found whatever their case. */
    public record Answer(int status, java.net.http.HttpHeaders headers, String body) {
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The body, read by a parser that is not the one of the API. */
        @SuppressWarnings("unchecked") // every answer is an object
        public Map<String, Object> json() {
            return (Map<String, Object>) IndependentJson.parse(body);
        }
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final java.net.http.HttpRequest.Builder request;

    private Ask(URI target) {
        this.request = java.net.http.HttpRequest.newBuilder(target);
    }

    /** A path below the base, as it is to be sent. */
    public static Ask at(URI base, String path) {
        return new Ask(URI.create(base + path));
    }

    public Ask by(String user, String... roles) {
        request.header(HttpContract.USER, user);
        request.header(HttpContract.ROLES, String.join(",", roles));
        return this;
    }

    public Ask header(String name, String value) {
        request.header(name, value);
        return this;
    }

    public Answer get() throws IOException, InterruptedException {
        return send("GET", null);
    }

    public Answer post(String json) throws IOException, InterruptedException {
        request.header("Content-Type", "application/json");
        return send("POST", json);
    }

    public Answer send(String method, String body) throws IOException, InterruptedException {
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        java.net.http.HttpResponse<String> answer =
                CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(answer.statusCode(), answer.headers(), answer.body());
    }
}
