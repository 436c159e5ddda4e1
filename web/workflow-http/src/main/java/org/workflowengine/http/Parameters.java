package org.workflowengine.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.workflowengine.http.internal.Near;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.RefusedException;

/** The values of a query. A name that the route does not know is refused: a filter with a typing error must not be no filter. */
final class Parameters {
    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    static Parameters of(HttpRequest request, Collection<String> known) {
        Map<String, List<String>> values = request.parameters()
                .orElseThrow(() -> Problem.malformed("query", "a wrong percent-encoding", "UTF-8, percent-encoded"));
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                List<String> near = Near.to(name, known);
                throw Problem.malformed(
                                "parameter",
                                Quoted.of(name) + Near.question(near),
                                known.isEmpty()
                                        ? "none"
                                        : String.join(
                                                ", ", known.stream().sorted().toList()))
                        .with("near", near);
            }
        }
        return new Parameters(values);
    }

    /** All values of a name; each may hold several, with commas. */
    String[] list(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .toArray(String[]::new);
    }

    Optional<String> text(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw invalid(name, given.size() + " values", "one");
        }
        return given.stream().findFirst();
    }

    /** A whole number from least to most. */
    OptionalLong number(String name, long least, long most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        String digits = text.get();
        if (digits.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(digits);
            if (number >= least && number <= most) {
                return OptionalLong.of(number);
            }
        }
        throw invalid(name, Quoted.of(digits), "a whole number from " + least + " to " + most);
    }

    OptionalInt integer(String name, int least, int most) {
        OptionalLong number = number(name, least, most);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    boolean flag(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && !Set.of("true", "false").contains(text.get())) {
            throw invalid(name, Quoted.of(text.get()), "true or false");
        }
        return text.filter("true"::equals).isPresent();
    }

    /** One of some words. */
    Optional<String> word(String name, List<String> words) {
        Optional<String> text = text(name);
        if (text.isPresent() && !words.contains(text.get())) {
            throw invalid(name, Quoted.of(text.get()), String.join(" or ", words));
        }
        return text;
    }

    Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw invalid(name, Quoted.of(text), "a time in UTC such as 2026-03-01T12:00:00Z");
            }
        });
    }

    private static RefusedException invalid(String name, String found, String expected) {
        return new RefusedException(new InvalidInput("parameter " + name, found, expected));
    }
}
