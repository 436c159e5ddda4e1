package org.workflowengine.runtime.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The canonical text of a definition; its bytes never change for one definition. */
final class GraphWriter {
    private GraphWriter() {}

    static String write(Definition definition) {
        // A default is left out, so that a new declaration changes no older fingerprint.
        return (definition.isErasable() ? "{" : "{\"erasable\":false,")
                + "\"facts\":" + array(definition.vocabulary(), FactRow::id, GraphWriter::fact)
                + migrations(definition.migrations())
                + obligations(definition)
                + ",\"states\":" + array(definition.states(), WorkflowState::id, GraphWriter::state)
                + ",\"transitions\":"
                + array(definition.transitions(), row -> row.from().id() + " " + row.id(), GraphWriter::transition)
                + ",\"version\":" + definition.version() + ",\"workflow\":\"" + definition.workflow() + "\"}";
    }

    private static <T> String array(Collection<T> items, Function<T, String> order, Function<T, String> text) {
        List<T> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparing(order).thenComparing(text));
        return sorted.stream().map(text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String fact(FactRow fact) {
        return "{\"id\":\"" + fact.id() + "\",\"values\":" + values(fact, fact.values()) + "}";
    }

    private static String state(WorkflowState state) {
        return "{\"id\":\"" + state.id() + (state.isImportable() ? "\",\"importable\":true" : "\"")
                + ",\"initial\":" + state.isInitial() + (state.isResting() ? ",\"resting\":true" : "")
                + ",\"terminal\":" + state.isTerminal() + "}";
    }

    /** In the order of the versions. */
    private static String migrations(List<Migration> migrations) {
        return migrations.isEmpty()
                ? ""
                : migrations.stream()
                        .map(each -> "{\"fingerprint\":\"" + each.fromFingerprint() + "\",\"from\":"
                                + each.fromVersion()
                                + ",\"mappings\":"
                                + array(each.mappings(), row -> row.from().id(), GraphWriter::mapping) + "}")
                        .collect(Collectors.joining(",", ",\"migrations\":[", "]"));
    }

    private static String obligations(Definition definition) {
        Map<String, String> sorted = new TreeMap<>();
        for (WorkflowTransition row : definition.transitions()) {
            for (Obligation obligation : definition.obligations(row)) {
                sorted.put(
                        row.from().id() + " " + row.id() + " " + obligation.kind() + " " + obligation.subject(),
                        obligation(row, obligation));
            }
        }
        return sorted.isEmpty() ? "" : ",\"obligations\":[" + String.join(",", sorted.values()) + "]";
    }

    private static String obligation(WorkflowTransition row, Obligation obligation) {
        String of = "{\"from\":\"" + row.from().id() + "\",\"kind\":\"" + obligation.kind() + "\"";
        String transition = ",\"transition\":\"" + row.id() + "\"}";
        return obligation.kind() == Obligation.Kind.QUORUM
                ? of + ",\"persons\":" + obligation.persons() + ",\"step\":\"" + obligation.subject() + "\""
                        + transition
                : of + older(obligation.older()) + ",\"state\":\"" + obligation.subject() + "\"" + transition;
    }

    private static String older(List<Obligation.OlderState> states) {
        return states.isEmpty()
                ? ""
                : states.stream()
                        .map(each -> "{\"state\":\"" + each.state() + "\",\"version\":" + each.version() + "}")
                        .collect(Collectors.joining(",", ",\"older\":[", "]"));
    }

    private static String mapping(WorkflowTransition row) {
        return "{\"from\":\"" + row.from().id() + "\",\"guard\":"
                + array(row.guard(), part -> part.fact().id(), GraphWriter::condition)
                + ",\"to\":\"" + row.to().id() + "\"}";
    }

    private static String transition(WorkflowTransition row) {
        return "{\"from\":\"" + row.from().id() + "\",\"guard\":"
                + array(row.guard(), part -> part.fact().id(), GraphWriter::condition)
                + ",\"id\":\"" + row.id() + "\",\"to\":\"" + row.to().id() + "\"}";
    }

    private static String condition(Condition part) {
        return "{\"accepts\":" + values(part.fact(), part.accepted()) + ",\"fact\":\""
                + part.fact().id() + "\"}";
    }

    private static String values(FactRow fact, List<String> values) {
        return array(values, value -> value, value -> fact.isBoolean() ? value : "\"" + value + "\"");
    }
}
