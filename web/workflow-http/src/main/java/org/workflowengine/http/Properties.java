package org.workflowengine.http;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.http.internal.JsonObject;

/** A schema of an object while it is put together. */
final class Properties {
    private final JsonObject properties = new JsonObject();
    private final List<String> required = new ArrayList<>();

    Properties and(String name, JsonObject schema) {
        required.add(name);
        return optional(name, schema);
    }

    Properties optional(String name, JsonObject schema) {
        properties.with(name, schema);
        return this;
    }

    JsonObject json() {
        JsonObject json = new JsonObject().with("type", "object").with("properties", properties);
        return required.isEmpty() ? json : json.with("required", required);
    }
}
