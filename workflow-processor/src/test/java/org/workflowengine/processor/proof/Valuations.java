package org.workflowengine.processor.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workflowengine.processor.proof.DrawnDefinition.Demand;
import org.workflowengine.processor.proof.DrawnDefinition.Fact;

/** Every combination of values that the facts of a definition can have, an unknown fact being absent. */
final class Valuations {

    private final DrawnDefinition drawn;
    private final List<Map<String, String>> all;

    Valuations(DrawnDefinition drawn) {
        this.drawn = drawn;
        List<Map<String, String>> valuations = List.of(Map.of());
        for (Fact fact : drawn.facts()) {
            var more = new ArrayList<>(valuations);
            for (Map<String, String> valuation : valuations) {
                for (String value : fact.values()) {
                    var longer = new HashMap<>(valuation);
                    longer.put(fact.name(), value);
                    more.add(longer);
                }
            }
            valuations = more;
        }
        all = valuations;
    }

    boolean canHold(List<Demand> guard) {
        return all.stream().anyMatch(valuation -> holds(guard, valuation));
    }

    boolean same(List<Demand> one, List<Demand> other) {
        return all.stream().allMatch(valuation -> holds(one, valuation) == holds(other, valuation));
    }

    private boolean holds(List<Demand> guard, Map<String, String> valuation) {
        return guard.stream().allMatch(demand -> holds(demand, valuation));
    }

    private boolean holds(Demand demand, Map<String, String> valuation) {
        var fact = drawn.fact(demand.fact());
        boolean carried = holds(fact.carried(), valuation);
        // A mere name accepts what it carries; a value must be known and accepted.
        return carried && (fact.values().isEmpty() || acceptsKnown(demand.accepted(), valuation.get(fact.name())));
    }

    private static boolean acceptsKnown(Set<String> accepted, String value) {
        return value != null && accepted.contains(value);
    }
}
