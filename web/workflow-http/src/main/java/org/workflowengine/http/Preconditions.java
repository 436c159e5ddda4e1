package org.workflowengine.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What headers say about the step that a request rests on, and about its identity. */
final class Preconditions {
    /** Longer than every key in quotes. A longer text would exhaust the stack of the pattern, and the engine refuses it. */
    private static final int LONGEST_QUOTED = 256;

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"");

    private Preconditions() {}

    /** The validator of a case at a step. */
    static String etag(long seq) {
        return "\"" + seq + "\"";
    }

    /** What {@code If-Match} says; empty without the header. */
    static Optional<IfMatch> ifMatch(HttpRequest request) {
        List<String> values = request.headerValues("If-Match");
        return values.isEmpty() ? Optional.empty() : Optional.of(IfMatch.of(values));
    }

    /** The request's id. It may stand in quotes, as a structured header. */
    static Optional<String> requestId(HttpRequest request) {
        return only(request, "Idempotency-Key").map(value -> {
            Matcher quoted = QUOTED.matcher(value);
            return value.length() <= LONGEST_QUOTED && quoted.matches()
                    ? quoted.group(1).replaceAll("\\\\(.)", "$1")
                    : value;
        });
    }

    /** Whether the client has what the answer would hold. */
    static boolean isUnmodified(HttpRequest request, String etag) {
        return request.headerValues("If-None-Match").stream()
                .flatMap(values -> List.of(values.split(",")).stream())
                .map(String::strip)
                .anyMatch(value -> value.equals("*") || value.equals(etag) || value.equals("W/" + etag));
    }

    private static Optional<String> only(HttpRequest request, String name) {
        List<String> values = request.headerValues(name);
        if (values.size() > 1) {
            throw Problem.malformed(name, values.size() + " values", "one");
        }
        return values.stream().map(String::strip).findFirst();
    }
}
