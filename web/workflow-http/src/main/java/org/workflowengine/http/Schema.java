package org.workflowengine.http;

import java.util.Arrays;
import java.util.List;
import org.workflowengine.http.internal.JsonObject;

/** Small schemas, of which larger ones are put together. */
final class Schema {
    private Schema() {}

    static JsonObject map() {
        return new JsonObject().with("type", "object").with("additionalProperties", true);
    }

    static JsonObject text() {
        return new JsonObject().with("type", "string");
    }

    static JsonObject text(int longest) {
        return text().with("minLength", 1).with("maxLength", longest);
    }

    static JsonObject flag() {
        return new JsonObject().with("type", "boolean");
    }

    static JsonObject number() {
        return new JsonObject().with("type", "integer").with("format", "int64");
    }

    static JsonObject seq() {
        return number().with("minimum", 1);
    }

    static JsonObject version() {
        return new JsonObject().with("type", "integer").with("format", "int32").with("minimum", 1);
    }

    static JsonObject time() {
        return text().with("format", "date-time");
    }

    static JsonObject words(String... words) {
        return text().with("enum", List.of(words));
    }

    static String[] names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
    }

    static JsonObject texts() {
        return list(text());
    }

    static JsonObject list(JsonObject items) {
        return new JsonObject().with("type", "array").with("items", items);
    }

    static JsonObject ref(String schema) {
        return new JsonObject().with("$ref", "#/components/schemas/" + schema);
    }

    static Properties object(Object... namesAndSchemas) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            properties.and(namesAndSchemas[i].toString(), (JsonObject) namesAndSchemas[i + 1]);
        }
        return properties;
    }
}
