package org.workflowengine.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object while it is put together. Its members keep their order. */
final class JsonObject {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /** A member; null is written as {@code null}. */
    JsonObject with(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /** A member where there is a value, and none otherwise. */
    JsonObject with(String name, Optional<?> value) {
        value.ifPresent(present -> members.put(name, present));
        return this;
    }

    /** All members of another object. */
    JsonObject withAll(JsonObject other) {
        members.putAll(other.members);
        return this;
    }

    Map<String, @Nullable Object> members() {
        return Collections.unmodifiableMap(members);
    }
}
