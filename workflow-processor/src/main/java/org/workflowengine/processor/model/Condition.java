package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What a guard demands of one fact when everything written about it is taken together.
 *
 * @param fact the fact
 * @param accepted the values that satisfy it, in declaration order; none when two demands contradict each other
 */
public record Condition(FactNode fact, List<String> accepted) {

    public Condition {
        accepted = List.copyOf(accepted);
    }

    Condition and(List<String> alsoAccepted) {
        var both = new ArrayList<>(accepted);
        both.retainAll(alsoAccepted);
        return new Condition(fact, both);
    }

    /** Whether no value satisfies it. */
    public boolean isContradictory() {
        return accepted.isEmpty();
    }

    /** Whether every value satisfies it, so that it only demands that the fact is known. */
    public boolean isAlwaysTrue() {
        return !isContradictory()
                && accepted.size() == fact.valueType().values().size();
    }

    /** The annotation that would say it: {@code @RiskRulesPassed(false)}. */
    public String text() {
        var name = "@" + fact.name();
        if (accepted.size() != 1) {
            return name + "({" + String.join(", ", accepted) + "})";
        }
        var value = accepted.get(0);
        return value.equals("true") ? name : name + "(" + value + ")";
    }

    /** The same as code that compiles wherever the enum can be named: {@code @Size(ClaimSize.SMALL)}. */
    public String code() {
        if (!(fact.valueType() instanceof FactType.OfEnum values)) {
            return text();
        }
        var constants = accepted.stream()
                .map(constant -> values.name().simple() + "." + constant)
                .toList();
        var list = String.join(", ", constants);
        return "@" + fact.name() + "(" + (constants.size() == 1 ? list : "{" + list + "}") + ")";
    }
}
