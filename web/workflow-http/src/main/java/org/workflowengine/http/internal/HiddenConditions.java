package org.workflowengine.http.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * Conditions on facts that are hidden from a caller. Whether one of them is among those that are not met would tell its value, so a refusal
 * lists all of them, met or not.
 */
public final class HiddenConditions {
    private HiddenConditions() {}

    /**
     * The same refusal, as the caller may know it.
     *
     * @param refusal what the engine has answered
     * @param definition the definition whose facts the host has given
     * @param isKnown whether the caller may see a fact, or has claimed it, by its id
     */
    public static Refusal listed(Refusal refusal, Definition definition, Predicate<String> isKnown) {
        return refusal instanceof GuardNotSatisfied guard
                ? definition
                        .transition(guard.state(), guard.transition())
                        .map(row -> listed(guard, row, isKnown))
                        .orElse(guard)
                : refusal;
    }

    private static GuardNotSatisfied listed(
            GuardNotSatisfied refusal, WorkflowTransition row, Predicate<String> isKnown) {
        List<UnmetCondition> listed = new ArrayList<>();
        for (Condition condition : row.guard()) {
            if (isKnown.test(condition.fact().id())) {
                refusal.unmet().stream()
                        .filter(unmet -> unmet.fact().equals(condition.fact()))
                        .filter(unmet -> unmet.required().equals(condition.accepted()))
                        .forEach(listed::add);
            } else {
                listed.add(new UnmetCondition(condition.fact(), condition.accepted(), Optional.empty()));
            }
        }
        return new GuardNotSatisfied(refusal.state(), refusal.transition(), listed);
    }
}
