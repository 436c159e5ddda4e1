package org.workflowengine.runtime.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one canonical text of a JSON value, after RFC 8785 (JSON Canonicalization Scheme), so equal values have equal bytes and can be
 * hashed.
 *
 * <p>It is stricter than RFC 8785 where that RFC rests on IEEE 754: the only numbers are the integers that every reader holds exactly. It
 * is stricter than RFC 8259 where a database could not read the text back as JSON: see {@link JsonReader#string()}.
 */
public final class CanonicalJson {
    /** How deep objects and arrays may be nested: {@code []} is one level. */
    public static final int LEVELS = JsonReader.LEVELS;

    private static final String HEX = "0123456789abcdef";

    private final JsonReader json;

    private CanonicalJson(JsonReader json) {
        this.json = json;
    }

    /**
     * The canonical text of a value. It is never longer than the given text, and it is its own canonical text.
     *
     * @param json one JSON value, with nothing before or after it but white space
     * @return its canonical text
     * @throws JsonException if the text is not JSON, has a number that is not an integer from −(2^53 − 1) to 2^53 − 1 written
     *     without fraction and exponent, names a member twice, has a string that cannot be stored everywhere, or is nested more
     *     than {@value #LEVELS} levels deep
     */
    public static String of(String json) {
        return of(json, LEVELS);
    }

    /**
     * The canonical text of an object.
     *
     * @param members the JSON text of each member's value, canonical or not, by the member's name; the object itself is a level
     * @return the object's canonical text; {@code {}} if there are no members
     * @throws JsonException if a name or a value is not what {@link #of} requires; it names the member
     */
    public static String object(Map<String, String> members) {
        Map<String, String> values = new TreeMap<>(members);
        values.replaceAll((name, json) -> {
            try {
                readable(name);
                return of(json, LEVELS - 1);
            } catch (JsonException e) {
                throw new JsonException(e.found() + " of member " + Texts.quoted(name), e.expected());
            }
        });
        return object(new StringBuilder(), values).toString();
    }

    /** Writes a string as RFC 8785 does: only what must be escaped is escaped, in the shortest way. */
    public static void quote(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < ' ') {
                        text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static String of(String json, int levels) {
        CanonicalJson reader = new CanonicalJson(new JsonReader(json, levels));
        reader.json.space();
        String canonical = reader.value();
        reader.json.end();
        return canonical;
    }

    /** What is written here can be read here. */
    private static void readable(String name) {
        StringBuilder text = new StringBuilder();
        quote(text, name);
        new JsonReader(text.toString()).string();
    }

    private String value() {
        StringBuilder text = new StringBuilder();
        if (json.isString()) {
            quote(text, json.string());
        } else if (json.isObject()) {
            Map<String, String> members = new TreeMap<>();
            json.object(name -> {
                if (members.containsKey(name)) {
                    throw json.found("a second member " + Texts.quoted(name) + ", its value", "each name once");
                }
                members.put(name, value());
            });
            object(text, members);
        } else if (json.isArray()) {
            List<String> elements = new ArrayList<>();
            json.array(() -> elements.add(value()));
            text.append('[').append(String.join(",", elements)).append(']');
        } else if (json.isNumber()) {
            text.append(json.exactInteger());
        } else {
            text.append(word());
        }
        return text.toString();
    }

    private String word() {
        if (json.acceptNull()) {
            return "null";
        }
        try {
            return String.valueOf(json.bool());
        } catch (JsonException e) {
            throw json.unexpected("a JSON value");
        }
    }

    private static StringBuilder object(StringBuilder text, Map<String, String> sorted) {
        text.append('{');
        int start = text.length();
        sorted.forEach((name, value) -> {
            if (text.length() > start) {
                text.append(',');
            }
            quote(text, name);
            text.append(':').append(value);
        });
        return text.append('}');
    }
}
