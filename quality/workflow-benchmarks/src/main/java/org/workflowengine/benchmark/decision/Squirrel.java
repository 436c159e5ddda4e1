package org.workflowengine.benchmark.decision;

import java.util.Optional;
import java.util.Set;
import org.squirrelframework.foundation.fsm.AnonymousCondition;
import org.squirrelframework.foundation.fsm.StateMachineBuilder;
import org.squirrelframework.foundation.fsm.StateMachineBuilderFactory;
import org.squirrelframework.foundation.fsm.annotation.StateMachineParameters;
import org.squirrelframework.foundation.fsm.impl.AbstractStateMachine;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;

/**
 * The reference workflow in squirrel-foundation: one builder, and a machine for each decision, begun in the state at hand, as its
 * documentation has it for states that are kept elsewhere.
 */
public final class Squirrel implements Decider {
    private final StateMachineBuilder<Machine, State, String, Facts> builder =
            StateMachineBuilderFactory.create(Machine.class, State.class, String.class, Facts.class);

    public Squirrel() {
        for (WorkflowTransition row : CaseReview.DEFINITION.transitions()) {
            builder.externalTransition()
                    .from((State) row.from())
                    .to((State) row.to())
                    .on(row.id())
                    .when(satisfies(row));
        }
    }

    private static org.squirrelframework.foundation.fsm.Condition<Facts> satisfies(WorkflowTransition row) {
        return new AnonymousCondition<>() {
            @Override
            public boolean isSatisfied(Facts facts) {
                for (Condition part : row.guard()) {
                    if (!facts.known().contains(part.fact().id())) {
                        return false;
                    }
                }
                return true;
            }
        };
    }

    @Override
    public Optional<State> next(State state, String transition, Set<String> known) {
        Machine machine = machine(state);
        machine.fire(transition, new Facts(known));
        return machine.getCurrentState() == state ? Optional.empty() : Optional.of(machine.getCurrentState());
    }

    /**
     * A machine that rests in a state.
     *
     * @param state the state
     * @return a new machine
     */
    public Machine machine(State state) {
        Machine machine = builder.newStateMachine(state);
        machine.start();
        return machine;
    }

    /**
     * What a guard is given.
     *
     * @param known the ids of the facts that are true
     */
    public record Facts(Set<String> known) {}

    /** The machine's class, which squirrel-foundation wants and makes by reflection. */
    @StateMachineParameters(stateType = State.class, eventType = String.class, contextType = Facts.class)
    public static class Machine extends AbstractStateMachine<Machine, State, String, Facts> {}
}
