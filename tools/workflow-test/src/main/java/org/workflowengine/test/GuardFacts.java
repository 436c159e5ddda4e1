package org.workflowengine.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Facts;

/**
 * Facts for and against a guard. Facts are maps from the id of a fact to the text of its value. A guard is a conjunction, so each fact is
 * chosen on its own: where several conditions are about one fact, its value must be accepted by all of them.
 */
final class GuardFacts {
    private GuardFacts() {}

    /** By fact, in the order of the guard, the values that all conditions about it accept; empty where they contradict each other. */
    static Map<FactRow, List<String>> accepted(List<Condition> guard) {
        Map<FactRow, List<String>> accepted = new LinkedHashMap<>();
        for (Condition condition : guard) {
            accepted.merge(
                    condition.fact(),
                    condition.accepted(),
                    (one, other) -> one.stream().filter(other::contains).toList());
        }
        return accepted;
    }

    /** Facts that satisfy a guard, or empty if none can. */
    static Optional<Map<String, String>> satisfying(List<Condition> guard) {
        Map<String, String> facts = new TreeMap<>();
        for (Map.Entry<FactRow, List<String>> each : accepted(guard).entrySet()) {
            if (each.getValue().isEmpty()) {
                return Optional.empty();
            }
            facts.put(each.getKey().id(), each.getValue().get(0));
        }
        return Optional.of(facts);
    }

    /** The same facts with one more, or another value of one. */
    static Map<String, String> with(Map<String, String> facts, String fact, String value) {
        Map<String, String> other = new TreeMap<>(facts);
        other.put(fact, value);
        return other;
    }

    /** The same facts, except that one is unknown. */
    static Map<String, String> without(Map<String, String> facts, String fact) {
        Map<String, String> other = new TreeMap<>(facts);
        other.remove(fact);
        return other;
    }

    /** The values of a fact that a guard does not accept. */
    static List<String> rejected(FactRow fact, List<String> accepted) {
        return fact.values().stream().filter(value -> !accepted.contains(value)).toList();
    }

    /** The ids of the facts in conditions that are not satisfied, in the order of the guard. A guard can name a fact twice. */
    static List<String> unmet(List<Condition> guard, Map<String, String> facts) {
        List<String> unmet = new ArrayList<>();
        for (Condition condition : guard) {
            String value = facts.get(condition.fact().id());
            if (value == null || !condition.accepted().contains(value)) {
                unmet.add(condition.fact().id());
            }
        }
        return unmet;
    }

    /** Facts as the engine takes them. A fact that the definition does not know is left out. */
    static Facts of(Definition definition, Map<String, String> facts) {
        List<FactValue> values = new ArrayList<>();
        for (FactRow row : definition.vocabulary()) {
            String value = facts.get(row.id());
            if (value != null && row.values().contains(value)) {
                values.add(new FactValue(row, value));
            }
        }
        return new Facts(values);
    }

    /** Facts as a user writes them: booleans and names of constants. */
    static Map<String, Object> asValues(List<Condition> guard, Map<String, String> facts) {
        Map<String, Object> values = new TreeMap<>();
        for (Condition condition : guard) {
            String value = facts.get(condition.fact().id());
            if (value != null) {
                values.put(condition.fact().id(), condition.fact().isBoolean() ? Boolean.valueOf(value) : value);
            }
        }
        return values;
    }
}
