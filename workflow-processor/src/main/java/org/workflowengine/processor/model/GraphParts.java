package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a canonical graph says, part by part, so that two graphs can be told apart in words. The runtime says the same of stored graphs; a test
 * holds the two together.
 */
public final class GraphParts {

    /** A canonical graph has five; a text that is none must not exhaust the stack. */
    private static final int DEEPEST = 10;

    private final String text;
    private int at;
    private int depth;

    private GraphParts(String text) {
        this.text = text;
    }

    /**
     * What tells two graphs apart.
     *
     * @param old the canonical text of one
     * @param oldName what it is called
     * @param now the canonical text of the other
     * @param nowName what that is called
     * @return one line for each part that differs, sorted
     * @throws IllegalArgumentException if a text is not JSON
     */
    public static List<String> differences(String old, String oldName, String now, String nowName) {
        var before = of(old);
        var after = of(now);
        var lines = new ArrayList<String>();
        Map<String, String> all = new TreeMap<>(before);
        all.putAll(after);
        for (String part : all.keySet()) {
            String was = before.get(part);
            String is = after.get(part);
            if (was == null || is == null) {
                lines.add(part + ": only " + (was == null ? nowName : oldName));
            } else if (!was.equals(is)) {
                lines.add(part + ": " + oldName + " " + was + ", " + nowName + " " + is);
            }
        }
        return lines;
    }

    /** The first of some lines, and how many more there are. */
    public static String shown(List<String> lines, int most) {
        var shown = String.join("\n", lines.subList(0, Math.min(most, lines.size())));
        return lines.size() > most ? shown + "\nand " + (lines.size() - most) + " more" : shown;
    }

    private static Map<String, String> of(String graph) {
        var reader = new GraphParts(graph);
        var root = asObject(reader.value());
        if (reader.at != graph.length()) {
            throw reader.unexpected();
        }
        Map<String, String> parts = new TreeMap<>();
        parts.put("id", String.valueOf(root.get("workflow")));
        parts.put("version", String.valueOf(root.get("version")));
        parts.put("erasing steps", root.containsKey("erasable") ? "forbidden" : "permitted");
        for (Object fact : asList(root.get("facts"))) {
            parts.put("fact " + asObject(fact).get("id"), words(asObject(fact).get("values")));
        }
        for (Object state : asList(root.get("states"))) {
            parts.put("state " + asObject(state).get("id"), state(asObject(state)));
        }
        for (Object transition : asList(root.get("transitions"))) {
            var row = asObject(transition);
            parts.put("transition " + row.get("from") + " -" + row.get("id") + "->", target(row));
        }
        for (Object migration : asList(root.get("migrations"))) {
            var row = asObject(migration);
            String name = "migration from version " + row.get("from");
            parts.put(name, "fingerprint " + row.get("fingerprint"));
            for (Object mapping : asList(row.get("mappings"))) {
                parts.put(name + ", state " + asObject(mapping).get("from"), target(asObject(mapping)));
            }
        }
        for (Object obligation : asList(root.get("obligations"))) {
            var row = asObject(obligation);
            String name = "obligation of " + row.get("from") + " -" + row.get("transition") + "->, ";
            if ("QUORUM".equals(row.get("kind"))) {
                parts.put(name + "quorum of " + row.get("step"), "persons " + row.get("persons"));
            } else {
                parts.put(name + "four eyes on " + row.get("state"), older(row));
            }
        }
        return parts;
    }

    private static String older(Map<?, ?> fourEyes) {
        var older = asList(fourEyes.get("older")).stream()
                .map(state -> " or " + asObject(state).get("state") + " of version "
                        + asObject(state).get("version"))
                .collect(Collectors.joining());
        return "its own" + older;
    }

    private static String state(Map<?, ?> state) {
        var flags = new ArrayList<String>();
        for (String flag : List.of("importable", "initial", "resting", "terminal")) {
            if ("true".equals(state.get(flag))) {
                flags.add(flag);
            }
        }
        return flags.isEmpty() ? "neither initial nor terminal" : String.join(" and ", flags);
    }

    private static String target(Map<?, ?> row) {
        var guard = asList(row.get("guard")).stream()
                .map(part -> asObject(part).get("fact") + " = "
                        + words(asObject(part).get("accepts")))
                .collect(Collectors.joining(" and "));
        return "to " + row.get("to") + (guard.isEmpty() ? "" : " if " + guard);
    }

    private static String words(@Nullable Object values) {
        return asList(values).stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }

    private static Map<?, ?> asObject(@Nullable Object value) {
        return value instanceof Map<?, ?> object ? object : Map.of();
    }

    private static List<?> asList(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** Canonical text has no blanks, and its ids need no escapes. */
    private Object value() {
        char next = peek();
        if (next != '{' && next != '[') {
            return scalar();
        }
        if (depth++ == DEEPEST) {
            throw unexpected();
        }
        Object value = next == '{' ? object() : list();
        depth--;
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        for (at++; peek() != '}'; skip(',')) {
            String name = scalar();
            expect(':');
            object.put(name, value());
        }
        at++;
        return object;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        for (at++; peek() != ']'; skip(',')) {
            list.add(value());
        }
        at++;
        return list;
    }

    private String scalar() {
        boolean quoted = peek() == '"';
        int begin = quoted ? at + 1 : at;
        int end = begin;
        while (end < text.length() && (quoted ? text.charAt(end) != '"' : ",]}".indexOf(text.charAt(end)) < 0)) {
            end++;
        }
        if ((end == begin && !quoted) || end >= text.length()) {
            throw unexpected();
        }
        at = quoted ? end + 1 : end;
        return text.substring(begin, end);
    }

    private char peek() {
        if (at >= text.length()) {
            throw unexpected();
        }
        return text.charAt(at);
    }

    private void skip(char separator) {
        if (peek() == separator) {
            at++;
        }
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw unexpected();
        }
        at++;
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("not a canonical graph: unexpected text at position " + at);
    }
}
