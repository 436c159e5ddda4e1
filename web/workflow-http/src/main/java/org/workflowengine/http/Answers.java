package org.workflowengine.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.workflowengine.http.internal.JsonObject;
import org.workflowengine.http.internal.JsonWriter;

/** Forms of answers. */
final class Answers {
    static final String JSON = "application/json";
    static final String REVALIDATE = "private, no-cache";

    private static final int TAG_BYTES = 16;

    private Answers() {}

    static HttpResponse json(int status, JsonObject json) {
        return HttpResponse.text(status, JSON, JsonWriter.write(json));
    }

    /** An answer that a client may keep, and asks for again with the validator. */
    static HttpResponse validated(HttpRequest request, String etag, HttpResponse whole) {
        HttpResponse answer = Preconditions.isUnmodified(request, etag) ? HttpResponse.of(304) : whole;
        return answer.with("ETag", etag).with("Cache-Control", REVALIDATE);
    }

    /** A text whose validator is the digest of its bytes. */
    static HttpResponse lasting(HttpRequest request, String mediaType, String text) {
        byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        String etag = "\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
        return validated(request, etag, HttpResponse.text(200, mediaType, text));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
