package org.workflowengine.benchmark;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What was asked for: parts by name, and settings as {@code name=value}. */
public final class Options {
    private final List<String> parts;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    Options(String... arguments) {
        this.parts = Arrays.stream(arguments)
                .filter(argument -> !argument.contains("="))
                .toList();
        Arrays.stream(arguments)
                .filter(argument -> argument.contains("="))
                .map(argument -> argument.split("=", 2))
                .forEach(setting -> settings.put(setting[0], setting[1]));
    }

    List<String> parts() {
        return parts;
    }

    /** Settings that no part has looked at: misspelt, or of another part. */
    Set<String> unknown() {
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(known);
        return unknown;
    }

    /**
     * A number.
     *
     * @param name the setting
     * @param usual what it is when nobody says
     * @return the number
     */
    public int number(String name, int usual) {
        known.add(name);
        return Integer.parseInt(settings.getOrDefault(name, String.valueOf(usual)));
    }

    /**
     * Some constants of an enum.
     *
     * @param name the setting: names with commas between
     * @param type the enum
     * @param <E> the enum
     * @return those named, or all
     */
    public <E extends Enum<E>> List<E> oneOrMore(String name, Class<E> type) {
        known.add(name);
        String named = settings.get(name);
        return named == null
                ? List.of(type.getEnumConstants())
                : Arrays.stream(named.split(",", -1))
                        .map(constant -> Enum.valueOf(type, constant))
                        .toList();
    }
}
