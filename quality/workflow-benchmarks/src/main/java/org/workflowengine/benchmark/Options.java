package org.workflowengine.benchmark;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was asked for: parts by name, and settings as {@code name=value}, or {@code part.name=value} for one part alone. */
public final class Options {
    private final List<String> parts;
    private final Map<String, String> settings;
    private final Set<String> known;
    private final String part;

    Options(String... arguments) {
        this.part = "";
        this.settings = new LinkedHashMap<>();
        this.known = new HashSet<>();
        this.parts = Arrays.stream(arguments)
                .filter(argument -> !argument.contains("="))
                .toList();
        Arrays.stream(arguments)
                .filter(argument -> argument.contains("="))
                .map(argument -> argument.split("=", 2))
                .forEach(setting -> settings.put(setting[0], setting[1]));
    }

    private Options(Options all, String part) {
        this.part = part + ".";
        this.settings = all.settings;
        this.known = all.known;
        this.parts = all.parts;
    }

    /** The same settings, as one part sees them. */
    Options of(String name) {
        return new Options(this, name);
    }

    private @Nullable String setting(String name) {
        known.add(name);
        known.add(part + name);
        return settings.getOrDefault(part + name, settings.get(name));
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
        String number = setting(name);
        return number == null ? usual : Integer.parseInt(number);
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
        String named = setting(name);
        return named == null
                ? List.of(type.getEnumConstants())
                : Arrays.stream(named.split(",", -1))
                        .map(constant -> Enum.valueOf(type, constant))
                        .toList();
    }
}
