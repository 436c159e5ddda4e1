package org.workflowengine.dashboard;

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
final class HiddenConditions {
    private HiddenConditions() {}

    /** The same refusal, as a caller may know it to whom some facts, by their ids, are known. */
    static Refusal listed(Refusal refusal, Definition definition, Predicate<String> known) {
        return refusal instanceof GuardNotSatisfied guard
                ? definition
                        .transition(guard.state(), guard.transition())
                        .map(row -> listed(guard, row, known))
                        .orElse(guard)
                : refusal;
    }

    private static GuardNotSatisfied listed(
            GuardNotSatisfied refusal, WorkflowTransition row, Predicate<String> known) {
        List<UnmetCondition> listed = new ArrayList<>();
        for (Condition condition : row.guard()) {
            if (known.test(condition.fact().id())) {
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
