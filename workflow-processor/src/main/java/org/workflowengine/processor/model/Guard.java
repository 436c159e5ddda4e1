package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What must be known before a transition may happen: the conjunction of its requirements.
 *
 * @param requirements every demand as written, composed guards expanded in place, inherited ones last
 */
public record Guard(List<Requirement> requirements) {

    public static final Guard NONE = new Guard(List.of());

    public Guard {
        requirements = List.copyOf(requirements);
    }

    public Guard and(Guard other) {
        var both = new ArrayList<>(requirements);
        other.requirements.stream().filter(one -> !both.contains(one)).forEach(both::add);
        return new Guard(both);
    }

    /**
     * The demands, one per fact, in the order in which the facts are first mentioned.
     *
     * @return per fact the values that all its requirements accept
     */
    public List<Condition> conditions() {
        Map<JavaName, Condition> byFact = new LinkedHashMap<>();
        for (Requirement requirement : requirements) {
            var known = byFact.get(requirement.fact().type());
            byFact.put(
                    requirement.fact().type(),
                    known == null
                            ? new Condition(requirement.fact(), requirement.accepted())
                            : known.and(requirement.accepted()));
        }
        return List.copyOf(byFact.values());
    }

    /** Everything that is demanded of one fact. */
    public List<Requirement> requirementsOf(FactNode fact) {
        return requirements.stream()
                .filter(requirement -> requirement.fact().type().equals(fact.type()))
                .toList();
    }

    /** Whether some facts satisfy it: no two demands contradict each other. */
    public boolean canHold() {
        for (Condition condition : conditions()) {
            if (condition.isContradictory()) {
                return false;
            }
        }
        return true;
    }

    /** Whether both demand the same, wherever and in whatever order it is written. */
    public boolean demandsTheSameAs(Guard other) {
        return acceptedByFact().equals(other.acceptedByFact());
    }

    /** The guard as annotations, or {@code no guard}. */
    public String text() {
        return requirements.isEmpty()
                ? "no guard"
                : conditions().stream().map(Condition::text).collect(Collectors.joining(" "));
    }

    private Map<JavaName, List<String>> acceptedByFact() {
        return conditions().stream()
                .collect(Collectors.toMap(condition -> condition.fact().type(), Condition::accepted));
    }
}
