package org.workflowengine.runtime.internal.audit;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * The rows of {@code workflow_state} and {@code workflow_transition} that a definition has: those that its author wrote, and those
 * derived from them. The only place that knows which are derived.
 *
 * @param states one for each state
 * @param transitions the opening, the author's with imports and mappings of migrations among them, and an erasure in each state where
 *     steps can be erased
 */
public record LegalRows(List<State> states, List<Transition> transitions) {
    /**
     * A row of {@code workflow_state}.
     *
     * @param id the state
     * @param isInitial whether cases are opened in it
     * @param isTerminal whether cases end in it
     * @param isImportable whether a history may begin in it
     */
    public record State(String id, boolean isInitial, boolean isTerminal, boolean isImportable) {}

    /**
     * A row of {@code workflow_transition}.
     *
     * @param from the state left
     * @param id the transition
     * @param to the state entered
     */
    public record Transition(String from, String id, String to) {}

    /** Immutable. */
    public LegalRows {
        states = List.copyOf(states);
        transitions = List.copyOf(transitions);
    }

    /**
     * The rows of a definition.
     *
     * @param definition the definition
     * @return its rows
     */
    public static LegalRows of(Definition definition) {
        List<State> states = new ArrayList<>();
        List<Transition> transitions = new ArrayList<>();
        transitions.add(new Transition(
                Definition.NEW, Definition.OPENING, definition.initial().id()));
        for (WorkflowTransition row : definition.transitions()) {
            transitions.add(new Transition(row.from().id(), row.id(), row.to().id()));
        }
        for (Migration migration : definition.migrations()) {
            for (WorkflowTransition row : migration.mappings()) {
                transitions.add(
                        new Transition(row.from().id(), row.id(), row.to().id()));
            }
        }
        for (WorkflowState state : definition.states()) {
            states.add(new State(state.id(), state.isInitial(), state.isTerminal(), state.isImportable()));
            if (state.isImportable()) {
                transitions.add(new Transition(Definition.NEW, Definition.IMPORT, state.id()));
            }
            if (definition.isErasable()) {
                transitions.add(new Transition(state.id(), Definition.ERASURE, state.id()));
            }
        }
        return new LegalRows(states, transitions);
    }

    /**
     * How many of the transitions the author has written, including imports and mappings of migrations. The schema counts these.
     *
     * @return at least 0
     */
    public int written() {
        return (int) transitions.stream()
                .filter(row -> !row.id().equals(Definition.OPENING) && !row.id().equals(Definition.ERASURE))
                .count();
    }
}
