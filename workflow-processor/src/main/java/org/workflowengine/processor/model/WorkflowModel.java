package org.workflowengine.processor.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One definition as it was read, its lists in canonical order whatever order the compiler gave.
 *
 * @param definition the interface that carries {@code @Workflow}
 * @param id the workflow's id as written, possibly malformed
 * @param version the version as written, possibly below 1
 * @param visible whether the definition can be seen from other packages
 * @param states initial state first, then breadth first, ties by name, unreachable ones last by name
 * @param facts the vocabulary, by name: the workflow's own facts and the shared ones that its guards use
 * @param taken names of generated types that other types already have
 * @param faulty whether the compiler itself reports something that was needed to read the definition
 * @param complete whether everything that is written could be read, so that something can be said to be missing
 * @param tolerations the warnings that its author has decided to live with
 * @param anchor where it is declared
 */
public record WorkflowModel(
        JavaName definition,
        String id,
        int version,
        boolean visible,
        List<StateNode> states,
        List<FactNode> facts,
        List<TakenName> taken,
        boolean faulty,
        boolean complete,
        List<Toleration> tolerations,
        Anchor anchor) {

    public WorkflowModel {
        states = CanonicalOrder.of(states);
        facts = facts.stream()
                .sorted(Comparator.comparing(FactNode::name)
                        .thenComparing(fact -> fact.type().canonical()))
                .toList();
        taken = List.copyOf(taken);
        tolerations = List.copyOf(tolerations);
    }

    /** What the names of all generated types begin with: {@code CaseReview}, or {@code Outer_Inner}. */
    public String prefix() {
        return String.join("_", definition.simpleNames());
    }

    public JavaName nameOf(GeneratedType type) {
        return JavaName.generated(definition, type);
    }

    public Optional<StateNode> state(String name) {
        return states.stream().filter(state -> state.name().equals(name)).findFirst();
    }

    public List<StateNode> initialStates() {
        return statesAsDeclared().stream().filter(StateNode::initial).toList();
    }

    public List<StateNode> terminalStates() {
        return statesAsDeclared().stream().filter(StateNode::terminal).toList();
    }

    public List<StateNode> statesAsDeclared() {
        return states.stream().sorted(Comparator.comparingInt(StateNode::index)).toList();
    }

    public List<FactNode> factsAsDeclared() {
        return facts.stream().sorted(Comparator.comparingInt(FactNode::index)).toList();
    }

    /** Every transition, in the order of the states and by name within each. */
    public List<TransitionEdge> transitions() {
        return states.stream().flatMap(state -> state.transitions().stream()).toList();
    }
}
