package org.workflowengine.runtime.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.runtime.internal.text.CanonicalJson;
import org.workflowengine.runtime.internal.text.JsonException;
import org.workflowengine.runtime.internal.text.JsonReader;

/**
 * Facts as text: the one canonical form that is recorded and digested (RFC 8785 for the types that facts have), and the reader
 * of the JSON that callers send.
 */
final class FactsText {
    static final int MOST = 64 * 1024;

    private FactsText() {}

    static String write(List<FactValue> sorted) {
        StringBuilder text = new StringBuilder("{");
        for (FactValue fact : sorted) {
            if (text.length() > 1) {
                text.append(',');
            }
            CanonicalJson.quote(text, fact.row().id());
            text.append(':');
            if (fact.row().isBoolean()) {
                text.append(fact.value());
            } else {
                CanonicalJson.quote(text, fact.value());
            }
        }
        return text.append('}').toString();
    }

    /** Reads an object of booleans and strings: every key once, nothing before or after it. */
    static Map<String, Object> parse(String json) {
        if (json.length() > MOST) {
            throw new InvalidFactsException(
                    "facts", json.length() + " characters", "at most " + MOST + " characters", List.of());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        JsonReader reader = new JsonReader(json);
        try {
            reader.object(id -> {
                if (values.put(id, value(reader)) != null) {
                    throw new InvalidFactsException(id, "the name twice", "each fact once", List.of());
                }
            });
            reader.end();
        } catch (JsonException e) {
            throw new InvalidFactsException("facts", e.found(), e.expected(), List.of());
        }
        return values;
    }

    private static Object value(JsonReader reader) {
        if (reader.isString()) {
            return reader.string();
        }
        try {
            return reader.bool();
        } catch (JsonException e) {
            throw reader.unexpected("true, false or a string");
        }
    }
}
