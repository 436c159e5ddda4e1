package org.workflowengine.runtime.whatif;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.workflowengine.runtime.internal.text.CanonicalJson;

/** One JSON object on one line, in ASCII. Not thread-safe. */
final class JsonLine {
    private final StringBuilder text = new StringBuilder("{");

    /** A line that says what it is about. */
    static JsonLine of(String line) {
        return new JsonLine().put("line", line);
    }

    JsonLine put(String name, String value) {
        return member(name, quoted(value));
    }

    JsonLine put(String name, long value) {
        return member(name, Long.toString(value));
    }

    JsonLine put(String name, List<String> values) {
        return member(name, values.stream().map(JsonLine::quoted).collect(Collectors.joining(",", "[", "]")));
    }

    /** Leaves out what is not there. */
    JsonLine putIfThere(String name, Optional<String> value) {
        value.ifPresent(there -> put(name, there));
        return this;
    }

    private JsonLine member(String name, String json) {
        text.append(text.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(json);
        return this;
    }

    private static String quoted(String value) {
        StringBuilder canonical = new StringBuilder();
        CanonicalJson.quote(canonical, value);
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < canonical.length(); i++) {
            char c = canonical.charAt(i);
            if (c < 0x7F) {
                ascii.append(c);
            } else {
                ascii.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
            }
        }
        return ascii.toString();
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
