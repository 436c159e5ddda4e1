package org.workflowengine.http.jdk;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workflowengine.http.HttpHandler;
import org.workflowengine.http.HttpRequest;

/** Handlers by the path under which they are mounted. Paths are compared as they were sent. */
final class Mounts {
    private final List<Mount> longestFirst;

    Mounts(Map<String, HttpHandler> handlers) {
        handlers.keySet().forEach(Mounts::check);
        longestFirst = handlers.entrySet().stream()
                .map(each -> new Mount(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt((Mount mount) -> mount.place().length())
                        .reversed())
                .toList();
    }

    /** A handler and its place. */
    record Mount(String place, HttpHandler handler) {
        private boolean contains(String path) {
            return path.startsWith(place) && (path.length() == place.length() || path.charAt(place.length()) == '/');
        }

        HttpRequest request(String method, String path) {
            String below = path.substring(place.length());
            return HttpRequest.of(method, below.isEmpty() ? "/" : below).mountedAt(place);
        }
    }

    Optional<Mount> of(String path) {
        return longestFirst.stream().filter(mount -> mount.contains(path)).findFirst();
    }

    private static void check(String place) {
        if (!place.isEmpty() && (!place.startsWith("/") || place.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "mount: found " + place + ", expected a path with a slash first and none at its end, or nothing");
        }
    }
}
