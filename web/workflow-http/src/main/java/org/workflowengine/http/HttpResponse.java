package org.workflowengine.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An answer, for an adapter to write. Immutable.
 *
 * <p>Header names and values are checked here, so that no text of a case can add a header or end one.
 */
public final class HttpResponse {
    /** Writes a body once. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes the body.
         *
         * @param out where to; the adapter closes it
         * @throws IOException if the client has gone
         */
        void writeTo(OutputStream out) throws IOException;
    }

    private final int status;
    private final Map<String, String> headers;
    private final Body body;

    private HttpResponse(int status, Map<String, String> headers, Body body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * An answer without a body.
     *
     * @param status an HTTP status, 200 to 599
     * @return the answer
     */
    public static HttpResponse of(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: found " + status + ", expected 200 to 599");
        }
        return new HttpResponse(status, Map.of(), out -> {});
    }

    /**
     * An answer with a text.
     *
     * @param status an HTTP status, 200 to 599
     * @param mediaType the media type, without a character set
     * @param text the body, sent as UTF-8
     * @return the answer
     */
    public static HttpResponse text(int status, String mediaType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(status).with("Content-Type", mediaType + "; charset=utf-8").with(out -> out.write(bytes));
    }

    /**
     * The same answer with a header.
     *
     * @param name the header's name: letters, digits and hyphens
     * @param value its value: printable ASCII
     * @return a copy
     * @throws IllegalArgumentException if the name or the value has other characters
     */
    public HttpResponse with(String name, String value) {
        requireOnly(name, "name", "letters, digits and hyphens", c -> c == '-' || isAsciiLetterOrDigit(c));
        requireOnly(value, "value", "printable ASCII", c -> c >= ' ' && c <= '~');
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new HttpResponse(status, Collections.unmodifiableMap(more), body);
    }

    /**
     * The same answer with another body.
     *
     * @param other what writes the body
     * @return a copy
     */
    public HttpResponse with(Body other) {
        return new HttpResponse(status, headers, Objects.requireNonNull(other, "body"));
    }

    /**
     * The status.
     *
     * @return 200 to 599
     */
    public int status() {
        return status;
    }

    /**
     * The headers, without those that the server adds.
     *
     * @return values by names; names are found whatever their case
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * What writes the body.
     *
     * @return the body; it writes nothing where there is none
     */
    public Body body() {
        return body;
    }

    /**
     * The whole body as text. For tests and small answers.
     *
     * @return the body, read as UTF-8
     * @throws IOException if the body cannot be written
     */
    public String text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static void requireOnly(
            String text, String parameter, String expected, java.util.function.IntPredicate allowed) {
        if (text.isEmpty() || !text.chars().allMatch(allowed)) {
            throw new IllegalArgumentException("header " + parameter + ": expected " + expected);
        }
    }
}
