package org.workflowengine.runtime.engine;

import java.util.List;
import java.util.Optional;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.Refusal.UnknownTransition;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.core.Texts;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.core.WorkflowTransition;

/** Decides whether a transition is permitted: a pure function of the table, the state and the facts. */
final class Guards {
    private Guards() {}

    /** Why the transition is refused in that state on those facts; empty when it is permitted. */
    static Optional<Refusal> refusal(WorkflowTable table, String state, String transition, Facts facts) {
        Optional<WorkflowTransition> row = table.transition(state, transition);
        return row.isPresent() ? refusal(row.get(), facts) : Optional.of(notHere(table, state, transition));
    }

    static Optional<Refusal> refusal(WorkflowTransition row, Facts facts) {
        List<UnmetCondition> unmet = facts.unmet(row.guard());
        return unmet.isEmpty()
                ? Optional.empty()
                : Optional.of(new GuardNotSatisfied(row.from().id(), row.id(), unmet));
    }

    private static Refusal notHere(WorkflowTable table, String state, String transition) {
        List<String> known = table.transitionIds();
        return known.contains(transition)
                ? new NotAllowedHere(
                        state,
                        transition,
                        table.transitionsFrom(state).stream()
                                .map(WorkflowTransition::id)
                                .toList())
                : new UnknownTransition(transition, Texts.near(transition, known));
    }
}
