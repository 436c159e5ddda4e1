package org.workflowengine.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.http.internal.JsonFault;
import org.workflowengine.http.internal.JsonLiteral;
import org.workflowengine.http.internal.JsonReader;

/** Facts and evidence of a step, as they are recorded. What is not JSON is shown as nothing: verification reports it. */
final class RecordedJson {
    private RecordedJson() {}

    /** The members of an object, each value as text. */
    static Map<String, String> members(String json) {
        Map<String, String> members = new LinkedHashMap<>();
        object(json)
                .forEach((name, value) -> members.put(
                        String.valueOf(name),
                        value instanceof JsonLiteral number ? number.text() : String.valueOf(value)));
        return members;
    }

    /** The names of the members of an object. */
    static List<String> names(String json) {
        return object(json).keySet().stream().map(String::valueOf).toList();
    }

    private static Map<?, ?> object(String json) {
        try {
            return JsonReader.read(json) instanceof Map<?, ?> object ? object : Map.of();
        } catch (JsonFault e) {
            return Map.of();
        }
    }
}
