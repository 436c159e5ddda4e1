package org.workflowengine.runtime.internal.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** What tells two definitions apart, in words. The compiler says the same of a pinned version; a test holds the two together. */
public final class DefinitionDifferences {
    private static final int MOST = 6;

    private DefinitionDifferences() {}

    /**
     * Compares two definitions part by part.
     *
     * @param one a definition
     * @param oneName what it is called, for example {@code stored}
     * @param other another
     * @param otherName what that is called
     * @return one text for each part that differs, sorted
     */
    public static List<String> of(Definition one, String oneName, Definition other, String otherName) {
        Map<String, String> first = parts(one);
        Map<String, String> second = parts(other);
        List<String> differences = new ArrayList<>();
        Collection<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        for (String name : names) {
            if (!second.containsKey(name)) {
                differences.add(name + ": only " + oneName);
            } else if (!first.containsKey(name)) {
                differences.add(name + ": only " + otherName);
            } else if (!second.get(name).equals(first.get(name))) {
                differences.add(
                        name + ": " + oneName + " " + first.get(name) + ", " + otherName + " " + second.get(name));
            }
        }
        return differences;
    }

    /**
     * The first six, on one line.
     *
     * @param differences what {@link #of} has answered
     * @return them, and how many more there are
     */
    public static String shown(List<String> differences) {
        String shown = differences.stream().limit(MOST).collect(Collectors.joining("; "));
        return differences.size() > MOST ? shown + "; and " + (differences.size() - MOST) + " more" : shown;
    }

    private static Map<String, String> parts(Definition definition) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("id", definition.workflow());
        parts.put("version", String.valueOf(definition.version()));
        parts.put("erasing steps", definition.isErasable() ? "permitted" : "forbidden");
        for (FactRow fact : definition.vocabulary()) {
            parts.put("fact " + fact.id(), either(fact.values()));
        }
        for (WorkflowState state : definition.states()) {
            parts.put("state " + state.id(), traits(state));
        }
        for (WorkflowTransition row : definition.transitions()) {
            parts.put("transition " + row.from().id() + " -" + row.id() + "->", target(row));
            obligations(definition, row, parts);
        }
        for (Migration migration : definition.migrations()) {
            String name = "migration from version " + migration.fromVersion();
            parts.put(name, "fingerprint " + migration.fromFingerprint());
            migration
                    .mappings()
                    .forEach(row -> parts.put(name + ", state " + row.from().id(), target(row)));
        }
        return parts;
    }

    private static String traits(WorkflowState state) {
        String traits = Stream.of(
                        state.isImportable() ? "importable" : "",
                        state.isInitial() ? "initial" : "",
                        state.isResting() ? "resting" : "",
                        state.isTerminal() ? "terminal" : "")
                .filter(trait -> !trait.isEmpty())
                .collect(Collectors.joining(" and "));
        return traits.isEmpty() ? "neither initial nor terminal" : traits;
    }

    private static String target(WorkflowTransition row) {
        String guard = sorted(row.guard(), part -> part.fact().id() + " = " + either(part.accepted()))
                .collect(Collectors.joining(" and "));
        return "to " + row.to().id() + (guard.isEmpty() ? "" : " if " + guard);
    }

    private static void obligations(Definition definition, WorkflowTransition row, Map<String, String> parts) {
        for (Obligation obligation : definition.obligations(row)) {
            String name = "obligation of " + row.from().id() + " -" + row.id() + "->, ";
            if (obligation.kind() == Obligation.Kind.QUORUM) {
                parts.put(name + "quorum of " + obligation.subject(), "persons " + obligation.persons());
            } else {
                parts.put(
                        name + "four eyes on " + obligation.subject(),
                        "its own"
                                + obligation.older().stream()
                                        .map(each -> " or " + each.state() + " of version " + each.version())
                                        .collect(Collectors.joining()));
            }
        }
    }

    private static String either(Collection<String> values) {
        return sorted(values, Function.identity()).collect(Collectors.joining(" or "));
    }

    private static <T> Stream<String> sorted(Collection<T> items, Function<T, String> text) {
        return items.stream().map(text).sorted();
    }
}
