package org.workflowengine.runtime.internal.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * The rows of {@code workflow_state}, {@code workflow_transition} and {@code workflow_obligation} that a definition has: those that its
 * author wrote, and those derived from them. The only place that knows which are derived.
 *
 * @param states one for each state
 * @param transitions the opening, the author's with imports and mappings of migrations among them, an erasure in each state where
 *     steps can be erased, and in each state a legal hold and its release
 * @param obligations what transitions demand of who makes them
 */
public record LegalRows(List<State> states, List<Transition> transitions, List<Obliged> obligations) {
    /** The first version of the schema that knows legal holds. */
    public static final int HOLDS_SINCE = 5;

    private static final Set<String> DERIVED =
            Set.of(Definition.OPENING, Definition.ERASURE, Definition.HOLD, Definition.RELEASE);

    /**
     * A row of {@code workflow_state}.
     *
     * @param id the state
     * @param isInitial whether cases are opened in it
     * @param isTerminal whether cases end in it
     * @param isImportable whether a history may begin in it
     * @param isResting whether cases may rest in it for good
     */
    public record State(String id, boolean isInitial, boolean isTerminal, boolean isImportable, boolean isResting) {}

    /**
     * A row of {@code workflow_transition}.
     *
     * @param from the state left
     * @param id the transition
     * @param to the state entered
     */
    public record Transition(String from, String id, String to) {}

    /**
     * A row of {@code workflow_obligation}.
     *
     * @param row the transition
     * @param kind what is demanded
     * @param subject the state or the transition that it is about
     * @param ofVersion the version whose steps count
     * @param ofState the state that these steps enter or keep, as that version calls it
     * @param persons how many; 0 for four eyes, where the column is null
     */
    public record Obliged(
            Transition row, Obligation.Kind kind, String subject, int ofVersion, String ofState, int persons) {}

    /** Immutable. */
    public LegalRows {
        states = List.copyOf(states);
        transitions = List.copyOf(transitions);
        obligations = List.copyOf(obligations);
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
        List<Obliged> obligations = new ArrayList<>();
        for (WorkflowTransition row : definition.transitions()) {
            Transition transition =
                    new Transition(row.from().id(), row.id(), row.to().id());
            transitions.add(transition);
            for (Obligation obligation : definition.obligations(row)) {
                obligations.addAll(obliged(definition, transition, obligation));
            }
        }
        for (Migration migration : definition.migrations()) {
            for (WorkflowTransition row : migration.mappings()) {
                transitions.add(
                        new Transition(row.from().id(), row.id(), row.to().id()));
            }
        }
        for (WorkflowState state : definition.states()) {
            states.add(new State(
                    state.id(), state.isInitial(), state.isTerminal(), state.isImportable(), state.isResting()));
            if (state.isImportable()) {
                transitions.add(new Transition(Definition.NEW, Definition.IMPORT, state.id()));
            }
            if (definition.isErasable()) {
                transitions.add(new Transition(state.id(), Definition.ERASURE, state.id()));
            }
            transitions.add(new Transition(state.id(), Definition.HOLD, state.id()));
            transitions.add(new Transition(state.id(), Definition.RELEASE, state.id()));
        }
        return new LegalRows(states, transitions, obligations);
    }

    /** One for the state of this version, and one for each state of an older version that is equal to it. */
    private static List<Obliged> obliged(Definition definition, Transition row, Obligation obligation) {
        List<Obliged> rows = new ArrayList<>();
        rows.add(new Obliged(
                row,
                obligation.kind(),
                obligation.subject(),
                definition.version(),
                obligation.kind() == Obligation.Kind.QUORUM ? row.from() : obligation.subject(),
                obligation.persons()));
        for (Obligation.OlderState older : obligation.older()) {
            rows.add(new Obliged(
                    row,
                    obligation.kind(),
                    obligation.subject(),
                    older.version(),
                    older.state(),
                    obligation.persons()));
        }
        return rows;
    }

    /**
     * How many of the transitions the author has written, including imports and mappings of migrations. The schema counts these.
     *
     * @return at least 0
     */
    public int written() {
        return (int)
                transitions.stream().filter(row -> !DERIVED.contains(row.id())).count();
    }

    /**
     * The same without legal holds and releases, which the schema does not know before version 5.
     *
     * @return other rows
     */
    LegalRows withoutHolds() {
        return new LegalRows(
                states,
                transitions.stream()
                        .filter(row ->
                                !row.id().equals(Definition.HOLD) && !row.id().equals(Definition.RELEASE))
                        .toList(),
                obligations);
    }
}
