package org.workflowengine.runtime.internal.engine;

import java.util.List;
import java.util.Optional;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.GuardNotSatisfied;
import org.workflowengine.runtime.core.Refusal.NotAllowedHere;
import org.workflowengine.runtime.core.Refusal.UnknownTransition;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.text.Texts;

/** Decides whether a transition is permitted: a pure function of the definition, the state and the facts. */
public final class Guards {
    private Guards() {}

    /**
     * Decides about a transition by name.
     *
     * @param definition the definition
     * @param state the id of the state that the case is in
     * @param transition the transition's id
     * @param facts what is known
     * @return why the transition is refused in that state on those facts; empty when it is permitted
     */
    public static Optional<Refusal> refusal(Definition definition, String state, String transition, Facts facts) {
        Optional<WorkflowTransition> row = definition.transition(state, transition);
        return row.isPresent() ? refusal(row.get(), facts) : Optional.of(notHere(definition, state, transition));
    }

    /**
     * Decides about a given transition.
     *
     * @param row the transition
     * @param facts what is known
     * @return why the transition is refused on those facts; empty when it is permitted
     */
    public static Optional<Refusal> refusal(WorkflowTransition row, Facts facts) {
        List<UnmetCondition> unmet = facts.unmet(row.guard());
        return unmet.isEmpty()
                ? Optional.empty()
                : Optional.of(new GuardNotSatisfied(row.from().id(), row.id(), unmet));
    }

    static Refusal notHere(Definition definition, String state, String transition) {
        List<String> known = definition.transitionIds();
        return known.contains(transition)
                ? new NotAllowedHere(
                        state,
                        transition,
                        definition.transitionsFrom(state).stream()
                                .map(WorkflowTransition::id)
                                .toList())
                : new UnknownTransition(transition, Texts.near(transition, known));
    }
}
