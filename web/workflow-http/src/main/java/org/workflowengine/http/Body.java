package org.workflowengine.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.workflowengine.http.internal.JsonFault;
import org.workflowengine.http.internal.JsonLiteral;
import org.workflowengine.http.internal.JsonReader;
import org.workflowengine.http.internal.JsonWriter;
import org.workflowengine.http.internal.Near;

/** The JSON object that a client has sent, or one inside it. A member that is not known is refused: it would be lost. */
final class Body {
    /** Facts and evidence have at most 64 KiB each. */
    static final int LARGEST = 256 * 1024;

    private static final Pattern JSON_TYPE =
            Pattern.compile("application/json *(?:; *charset *= *\"?utf-8\"? *)?", Pattern.CASE_INSENSITIVE);

    private final String place;
    private final Map<?, ?> members;

    private Body(String place, Map<?, ?> members) {
        this.place = place;
        this.members = members;
    }

    static Body read(HttpRequest request, int mostBytes, Set<String> known) {
        List<String> types = request.headerValues("Content-Type");
        if (types.size() != 1 || !JSON_TYPE.matcher(types.get(0).strip()).matches()) {
            throw Problem.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "Content-Type: found " + Quoted.of(String.join(", ", types))
                                    + ", expected application/json")
                    .header("Accept", "application/json");
        }
        try {
            return of("body", JsonReader.read(text(request, mostBytes)), known);
        } catch (JsonFault fault) {
            throw Problem.malformed("body", fault.found(), fault.expected());
        }
    }

    static Body of(String place, @Nullable Object value, Set<String> known) {
        if (!(value instanceof Map<?, ?> members)) {
            throw Problem.malformed(place, "something else", "a JSON object");
        }
        for (Object name : members.keySet()) {
            if (!known.contains(String.valueOf(name))) {
                List<String> near = Near.to(String.valueOf(name), known);
                throw Problem.malformed(
                                place,
                                "the member " + Quoted.of(String.valueOf(name)) + Near.question(near),
                                String.join(", ", known.stream().sorted().toList()))
                        .with("near", near);
            }
        }
        return new Body(place, members);
    }

    private static String text(HttpRequest request, int mostBytes) {
        try {
            byte[] bytes = request.body().readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw Problem.of(ProblemType.TOO_LARGE, "the body has more than " + mostBytes + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.malformed("body", "bytes that are not UTF-8", "UTF-8");
        } catch (IOException | UncheckedIOException e) {
            // Wrong chunks, or a client that has gone and does not read the answer.
            throw Problem.malformed(
                    "body", "bytes that end or are divided wrongly", "a whole body, well-formed in HTTP");
        }
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Optional<String> text(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (members.get(name) instanceof String text) {
            return Optional.of(text);
        }
        throw Problem.malformed(place + "." + name, "something else", "a text");
    }

    String required(String name) {
        return text(name).orElseThrow(() -> Problem.malformed(place + "." + name, "nothing", "a text"));
    }

    /** Any value as JSON. */
    Optional<String> json(String name) {
        return has(name) ? Optional.of(JsonWriter.write(members.get(name))) : Optional.empty();
    }

    /** A whole number, at least 1. */
    OptionalLong number(String name) {
        if (!has(name)) {
            return OptionalLong.empty();
        }
        if (members.get(name) instanceof JsonLiteral literal && literal.text().matches("[1-9][0-9]{0,17}")) {
            return OptionalLong.of(Long.parseLong(literal.text()));
        }
        throw Problem.malformed(place + "." + name, "something else", "a whole number, at least 1");
    }

    List<?> list(String name) {
        if (members.get(name) instanceof List<?> values) {
            return values;
        }
        throw Problem.malformed(place + "." + name, has(name) ? "something else" : "nothing", "a JSON array");
    }

    /** Booleans and texts by the ids of facts. Whether there are such facts, the definition says. */
    Map<String, Object> facts() {
        if (!has("facts")) {
            return Map.of();
        }
        if (!(members.get("facts") instanceof Map<?, ?> given)) {
            throw Problem.malformed(place + ".facts", "something else", "a JSON object");
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        for (Map.Entry<?, ?> fact : given.entrySet()) {
            if (!(fact.getValue() instanceof Boolean) && !(fact.getValue() instanceof String)) {
                throw Problem.malformed(
                        place + ".facts",
                        "another value of " + Quoted.of(String.valueOf(fact.getKey())),
                        "true, false or a text");
            }
            facts.put(String.valueOf(fact.getKey()), fact.getValue());
        }
        return facts;
    }
}
