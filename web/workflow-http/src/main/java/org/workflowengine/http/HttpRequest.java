package org.workflowengine.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request, as an adapter has read it. Immutable but for its body, which is read once.
 *
 * <p>Paths and queries come as they were sent, percent-encoded, and are decoded here, once: a slash inside a case id is not a separator.
 */
public final class HttpRequest {
    private final String method;
    private final String mount;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers;
    private final InputStream body;
    private final Caller caller;

    private HttpRequest(
            String method,
            String mount,
            String path,
            String query,
            Map<String, List<String>> headers,
            InputStream body,
            Caller caller) {
        this.method = method;
        this.mount = mount;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.caller = caller;
    }

    /**
     * A request without query, headers and body, from nobody.
     *
     * @param method the method as it was sent, such as {@code GET}
     * @param path the path as it was sent, percent-encoded, below the place where the handler is mounted; it begins with a slash
     * @return the request
     */
    public static HttpRequest of(String method, String path) {
        Objects.requireNonNull(method, "method");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: expected a slash first");
        }
        return new HttpRequest(method, "", path, "", Map.of(), InputStream.nullInputStream(), Caller.nobody());
    }

    /**
     * The same request to a handler that is mounted elsewhere.
     *
     * @param place the path under which the handler is mounted, percent-encoded, empty for the root, without a slash at its end
     * @return a copy
     */
    public HttpRequest mountedAt(String place) {
        return new HttpRequest(method, place, path, query, headers, body, caller);
    }

    /**
     * The same request with a query.
     *
     * @param encoded what stands after the question mark, as it was sent
     * @return a copy
     */
    public HttpRequest withQuery(String encoded) {
        return new HttpRequest(method, mount, path, encoded, headers, body, caller);
    }

    /**
     * The same request with one more header. A name may occur more than once.
     *
     * @param name the header's name, in any case
     * @param value its value as it was sent
     * @return a copy
     */
    public HttpRequest withHeader(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, List.copyOf(values));
        return new HttpRequest(method, mount, path, query, Collections.unmodifiableMap(more), body, caller);
    }

    /**
     * The same request with a body.
     *
     * @param stream the body as it arrives; the caller of this method closes the stream
     * @return a copy
     */
    public HttpRequest withBody(InputStream stream) {
        return new HttpRequest(method, mount, path, query, headers, stream, caller);
    }

    /**
     * The same request from someone.
     *
     * @param someone whom the host has authenticated
     * @return a copy
     */
    public HttpRequest from(Caller someone) {
        return new HttpRequest(method, mount, path, query, headers, body, someone);
    }

    /**
     * The method as it was sent.
     *
     * @return such as {@code GET}
     */
    public String method() {
        return method;
    }

    /**
     * The path under which the handler is mounted, for links.
     *
     * @return percent-encoded, empty for the root, without a slash at its end
     */
    public String mount() {
        return mount;
    }

    /**
     * The path below the mount, as it was sent.
     *
     * @return percent-encoded, with a slash first
     */
    public String path() {
        return path;
    }

    /**
     * The query, as it was sent.
     *
     * @return percent-encoded, empty where there is none
     */
    public String query() {
        return query;
    }

    /**
     * The parts of the path between its slashes, decoded. The root has none. A slash at the end is followed by an empty part, so that
     * {@code /x/} is another path than {@code /x}.
     *
     * @return the parts, or nothing where the path is not well-formed UTF-8 in percent-encoding
     */
    public Optional<List<String>> segments() {
        List<String> parts = new ArrayList<>();
        String rest = path.substring(1);
        if (rest.isEmpty()) {
            return Optional.of(List.of());
        }
        for (String part : rest.split("/", -1)) {
            Optional<String> decoded = Percent.decode(part, false);
            if (decoded.isEmpty()) {
                return Optional.empty();
            }
            parts.add(decoded.get());
        }
        return Optional.of(List.copyOf(parts));
    }

    /**
     * The values of the query, in the order in which they were sent.
     *
     * @return values by names, or nothing where the query is not well-formed UTF-8 in percent-encoding
     */
    public Optional<Map<String, List<String>>> parameters() {
        return Percent.form(query);
    }

    /**
     * The first value of a header.
     *
     * @param name the header's name, in any case
     * @return the value as it was sent
     */
    public Optional<String> header(String name) {
        return headerValues(name).stream().findFirst();
    }

    /**
     * All values of a header.
     *
     * @param name the header's name, in any case
     * @return the values as they were sent, in their order
     */
    public List<String> headerValues(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /**
     * Reads the body as text. To be called once.
     *
     * @param mostBytes the most that is read
     * @return the text, or nothing where the body is longer or is not UTF-8
     * @throws IOException if the client has gone
     */
    public Optional<String> text(int mostBytes) throws IOException {
        byte[] bytes = body.readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * The body as it arrives.
     *
     * @return the stream; to be read once, and not to be closed
     */
    public InputStream body() {
        return body;
    }

    /**
     * The one who asks.
     *
     * @return as the host has authenticated them
     */
    public Caller caller() {
        return caller;
    }
}
