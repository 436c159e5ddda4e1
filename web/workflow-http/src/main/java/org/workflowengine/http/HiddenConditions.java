package org.workflowengine.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /**
     * The same refusal, as the caller may know it.
     *
     * @param refusal what the engine has answered
     * @param asked the definition whose facts the host has given; empty if all facts come from the caller
     * @param view what the caller may see, and has claimed
     */
    static Refusal listed(Refusal refusal, Optional<Definition> asked, View view) {
        return refusal instanceof GuardNotSatisfied guard
                ? asked.flatMap(definition -> definition.transition(guard.state(), guard.transition()))
                        .map(row -> listed(guard, row, view))
                        .orElse(guard)
                : refusal;
    }

    private static GuardNotSatisfied listed(GuardNotSatisfied refusal, WorkflowTransition row, View view) {
        List<UnmetCondition> listed = new ArrayList<>();
        for (Condition condition : row.guard()) {
            if (view.showsFound(condition.fact().id())) {
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
