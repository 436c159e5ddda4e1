package org.workflowengine.cli;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.workflowengine.http.Caller;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpRequest;
import org.workflowengine.http.HttpResponse;

/**
 * Tells the person who started a server from all others who can reach it: only that person has seen the address with the key. A browser that
 * opens it gets a cookie; other clients send it as {@code Authorization: Bearer}.
 */
final class ServedKey {
    private static final int BYTES = 16;
    private static final String PARAMETER = "key";
    private static final String BEARER = "Bearer ";
    private static final String NOT_SENT =
            "{\"type\":\"urn:workflow:problem:not-authenticated\",\"title\":\"Commands need the key.\","
                    + "\"status\":401,\"detail\":\"send Authorization: Bearer <key>, with the key of the address that serve has printed\"}";

    private final String key;
    private final String cookie;
    private final Caller actor;

    private ServedKey(String key, String cookie, Caller actor) {
        this.key = key;
        this.cookie = cookie;
        this.actor = actor;
    }

    /** A new key, with which somebody acts under this name. */
    static ServedKey of(String actor) {
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        // Browsers send the cookies of one port to all ports, so each server has a name of its own.
        return new ServedKey(
                HexFormat.of().formatHex(bytes),
                "workflow-" + HexFormat.of().toHexDigits(random.nextInt()),
                Caller.person(actor, Set.of()));
    }

    String in(String url) {
        return url + "?" + PARAMETER + "=" + key;
    }

    /** Who asks. */
    Caller caller(HttpExchange exchange) {
        List<String> authorizations = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
        List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
        String named = cookie + "=";
        Stream<String> shown = Stream.concat(
                authorizations.stream()
                        .filter(each -> each.startsWith(BEARER))
                        .map(each -> each.substring(BEARER.length())),
                cookies.stream()
                        .flatMap(each -> Stream.of(each.split(";", -1)))
                        .map(String::strip)
                        .filter(each -> each.startsWith(named))
                        .map(each -> each.substring(named.length())));
        return shown.anyMatch(this::isKey) ? actor : Caller.nobody();
    }

    /** Pages that take the key out of the address, where others could read it, and put it into a cookie. */
    HttpHandler on(HttpHandler pages) {
        return request -> {
            boolean opens = request.method().equals("GET")
                    && request.path().equals("/")
                    && asked(request).filter(this::isKey).isPresent();
            return opens
                    ? HttpResponse.of(303)
                            .with("Location", "/")
                            .with("Cache-Control", "no-store")
                            .with("Set-Cookie", cookie + "=" + key + "; Path=/; HttpOnly; SameSite=Strict")
                    : pages.handle(request);
        };
    }

    /** An API that says how the key is sent, where it would say that nobody has signed in. */
    static HttpHandler toldBy(HttpHandler api) {
        return request -> {
            HttpResponse answer = api.handle(request);
            return answer.status() == 401
                    ? HttpResponse.text(401, "application/problem+json", NOT_SENT)
                            .with("WWW-Authenticate", "Bearer")
                            .with("Cache-Control", "no-store")
                            .with("X-Content-Type-Options", "nosniff")
                    : answer;
        };
    }

    private static Optional<String> asked(HttpRequest request) {
        return request.parameters().map(values -> values.get(PARAMETER)).map(values -> values.get(0));
    }

    private boolean isKey(String text) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }
}
