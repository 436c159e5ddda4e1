package org.workflowengine.processor.model;

import java.util.List;

/**
 * One demand as it is written: a fact annotation on a transition or inside a composed guard.
 *
 * @param fact the fact
 * @param accepted the values that satisfy it, in declaration order
 * @param origin who demands it, for messages: {@code Open.cancel} or {@code Open.cancel through @Routine}
 * @param anchor where it is written
 */
public record Requirement(FactNode fact, List<String> accepted, String origin, Anchor anchor) {

    public Requirement {
        accepted = List.copyOf(accepted);
    }

    /** The demand as an annotation: {@code @RiskRulesPassed(false)}, {@code @Size(ClaimSize.SMALL)}. */
    public String code() {
        return new Condition(fact, accepted).code();
    }
}
