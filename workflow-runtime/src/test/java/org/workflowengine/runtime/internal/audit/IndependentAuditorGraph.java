package org.workflowengine.runtime.internal.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.workflowengine.runtime.fixture.IndependentJson;

/** What the graph of a definition permits, as {@code docs/reference/audit-format.md} says; no class of the engine is used here. */
final class IndependentAuditorGraph {
    private final Map<String, Object> graph;

    IndependentAuditorGraph(String text) {
        this.graph = object(IndependentJson.parse(text));
    }

    long states() {
        return list(graph, "states").size();
    }

    /** Transitions, imports and mappings: the rows of the author. */
    long counted() {
        return list(graph, "transitions").size()
                + list(graph, "states").stream()
                        .filter(state -> Boolean.TRUE.equals(state.get("importable")))
                        .count()
                + list(graph, "migrations").stream()
                        .mapToLong(migration -> list(migration, "mappings").size())
                        .sum();
    }

    /** One row for each obligation, and one more for each older state. */
    long obligationRows() {
        return list(graph, "obligations").stream()
                .mapToLong(each -> 1 + list(each, "older").size())
                .sum();
    }

    /** What the transition of a row demands of who makes it. */
    List<Map<String, Object>> obligations(Map<String, Object> row) {
        return list(graph, "obligations").stream()
                .filter(each -> each.get("from").equals(row.get("from_state"))
                        && each.get("transition").equals(row.get("transition")))
                .toList();
    }

    boolean isErasable() {
        return !Boolean.FALSE.equals(graph.get("erasable"));
    }

    /** From which versions, and by which fingerprint. */
    Map<Long, String> migrations() {
        Map<Long, String> migrations = new TreeMap<>();
        list(graph, "migrations")
                .forEach(each ->
                        migrations.put(number(each), each.get("fingerprint").toString()));
        return migrations;
    }

    private static long number(Map<String, Object> migration) {
        return Long.parseLong(migration.get("from").toString());
    }

    boolean isLegal(Map<String, Object> row) {
        if (row.get("transition").equals("(import)")) {
            return row.get("from_state").equals("(new)")
                    && is("importable", row.get("to_state"))
                    && (row.get("occurred_at") == null
                            || (Long) row.get("occurred_at") <= (Long) row.get("recorded_at"));
        }
        if (row.get("from_state").equals("(new)")) {
            return row.get("transition").equals("(open)") && is("initial", row.get("to_state"));
        }
        if (row.get("transition").equals("(erase)")) {
            return row.get("from_state").equals(row.get("to_state")) && isErasable();
        }
        return rows(row).findAny().isPresent();
    }

    private boolean is(String kind, Object state) {
        return list(graph, "states").stream()
                .anyMatch(each -> each.get("id").equals(state) && Boolean.TRUE.equals(each.get(kind)));
    }

    boolean isGuarded(Map<String, Object> row, String facts) {
        Map<String, Object> known = object(IndependentJson.parse(facts));
        return rows(row)
                .allMatch(permitting -> list(permitting, "guard").stream()
                        .allMatch(part -> ((List<?>) part.get("accepts")).contains(known.get(part.get("fact")))));
    }

    /** The transitions, or the mappings, that permit a step: one, if it is legal. */
    private Stream<Map<String, Object>> rows(Map<String, Object> row) {
        Object transition = row.get("transition");
        Stream<Map<String, Object>> all = transition.equals("(migrate:" + row.get("from_version") + ")")
                ? list(graph, "migrations").stream()
                        .filter(migration -> row.get("from_version").equals(number(migration)))
                        .flatMap(migration -> list(migration, "mappings").stream())
                : list(graph, "transitions").stream()
                        .filter(each -> each.get("id").equals(transition));
        return all.filter(each ->
                each.get("from").equals(row.get("from_state")) && each.get("to").equals(row.get("to_state")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object json) {
        return (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> json, String member) {
        return (List<Map<String, Object>>) json.getOrDefault(member, List.of());
    }
}
