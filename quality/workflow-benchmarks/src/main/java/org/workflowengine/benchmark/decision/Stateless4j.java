package org.workflowengine.benchmark.decision;

import com.github.oxo42.stateless4j.StateMachine;
import com.github.oxo42.stateless4j.StateMachineConfig;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/**
 * The reference workflow in stateless4j: one configuration, and a machine for each decision, begun in the state at hand, as its
 * documentation has it. Its guards take no argument; they look at what this object holds.
 */
public final class Stateless4j implements Decider {
    private final StateMachineConfig<State, String> configuration = new StateMachineConfig<>();
    private Set<String> facts = Set.of();

    public Stateless4j() {
        for (WorkflowTransition row : CaseReview.DEFINITION.transitions()) {
            configuration.configure((State) row.from()).permitIf(row.id(), (State) row.to(), () -> isSatisfied(row));
        }
    }

    private boolean isSatisfied(WorkflowTransition row) {
        for (Condition part : row.guard()) {
            if (!facts.contains(part.fact().id())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<State> next(State state, String transition, Set<String> known) {
        facts = known;
        StateMachine<State, String> machine = new StateMachine<>(state, configuration);
        // Firing what is not permitted would throw.
        if (!machine.canFire(transition)) {
            return Optional.empty();
        }
        machine.fire(transition);
        return Optional.of(machine.getState());
    }
}
