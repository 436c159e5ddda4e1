package org.workflowengine.benchmark.decision;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.StateMachineEventResult.ResultType;
import org.springframework.statemachine.config.StateMachineBuilder;
import org.springframework.statemachine.support.DefaultStateMachineContext;
import org.workflowengine.runtime.core.Condition;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.fixture.CaseReview;
import org.workflowengine.runtime.fixture.CaseReview.State;
import reactor.core.publisher.Mono;

/**
 * The reference workflow in Spring Statemachine: one machine that is set to the state at hand for each decision, which is cheaper
 * than to build one for each.
 */
public final class SpringMachine implements Decider {
    private final StateMachine<State, String> machine = build("decider");

    /**
     * A machine of the reference workflow, not started.
     *
     * @param id its id
     * @return the machine
     */
    public static StateMachine<State, String> build(String id) {
        try {
            StateMachineBuilder.Builder<State, String> builder = StateMachineBuilder.builder();
            builder.configureConfiguration().withConfiguration().machineId(id).autoStartup(false);
            builder.configureStates().withStates().initial(State.CREATED).states(EnumSet.allOf(State.class));
            for (WorkflowTransition row : CaseReview.DEFINITION.transitions()) {
                builder.configureTransitions()
                        .withExternal()
                        .source((State) row.from())
                        .target((State) row.to())
                        .event(row.id())
                        .guard(context -> isSatisfied(row, context.getMessageHeader("facts")));
            }
            return builder.build();
        } catch (Exception e) {
            throw new IllegalStateException("the machine of the reference workflow", e);
        }
    }

    private static boolean isSatisfied(WorkflowTransition row, Object facts) {
        for (Condition part : row.guard()) {
            if (!((Collection<?>) facts).contains(part.fact().id())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Sends an event.
     *
     * @param machine the machine
     * @param transition the transition's id
     * @param facts the ids of the facts that are true
     * @return whether it was accepted
     */
    public static boolean send(StateMachine<State, String> machine, String transition, Set<String> facts) {
        return Optional.ofNullable(machine.sendEventCollect(Mono.just(MessageBuilder.withPayload(transition)
                                .setHeader("facts", facts)
                                .build()))
                        .block())
                .orElse(List.of())
                .stream()
                .allMatch(result -> result.getResultType() == ResultType.ACCEPTED);
    }

    @Override
    public Optional<State> next(State state, String transition, Set<String> facts) {
        machine.stopReactively().block();
        machine.getStateMachineAccessor()
                .doWithAllRegions(access -> access.resetStateMachineReactively(
                                new DefaultStateMachineContext<>(state, null, null, null))
                        .block());
        machine.startReactively().block();
        return send(machine, transition, facts) ? Optional.of(machine.getState().getId()) : Optional.empty();
    }
}
