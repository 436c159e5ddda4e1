package org.workflowengine.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that can be asked.
 *
 * @param id the name of the operation in the OpenAPI document
 * @param method GET or POST
 * @param path the path, with the names of variables in braces; a variable may have a suffix
 * @param mediaType of the answer that is a success
 * @param action what answers
 */
record Route(String id, String method, String path, String mediaType, Action action) {
    /** Answers a request. */
    interface Action {
        HttpResponse answer(ApiCall call);
    }

    static Route get(String id, String path, Action action) {
        return new Route(id, "GET", path, "application/json", action);
    }

    static Route get(String id, String path, String mediaType, Action action) {
        return new Route(id, "GET", path, mediaType, action);
    }

    static Route post(String id, String path, Action action) {
        return new Route(id, "POST", path, "application/json", action);
    }

    /** The values of the variables, if the path is of this form. */
    Optional<Map<String, String>> match(List<String> segments) {
        List<String> parts = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
        if (parts.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            String segment = segments.get(i);
            if (part.startsWith("{")) {
                int end = part.indexOf('}');
                String suffix = part.substring(end + 1);
                if (!segment.endsWith(suffix) || segment.length() == suffix.length()) {
                    return Optional.empty();
                }
                variables.put(part.substring(1, end), segment.substring(0, segment.length() - suffix.length()));
            } else if (!part.equals(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
