package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One definition as it was read, its lists in canonical order whatever order the compiler gave.
 *
 * @param definition the interface that carries {@code @Workflow}
 * @param id the workflow's id as written, possibly malformed
 * @param version the version as written, possibly below 1
 * @param erasable whether the steps of its cases may be erased
 * @param pin what it was when it was released, as written
 * @param visible whether the definition can be seen from other packages
 * @param states initial state first, then breadth first, ties by name, unreachable ones last by name
 * @param facts the vocabulary, by name: the workflow's own facts and the shared ones that its guards use
 * @param migrations from which older versions cases come, and how, in declaration order
 * @param sharedFacts what its guards use from other files, by name
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
        boolean erasable,
        Pin pin,
        boolean visible,
        List<StateNode> states,
        List<FactNode> facts,
        List<MigrationNode> migrations,
        List<SharedFact> sharedFacts,
        List<TakenName> taken,
        boolean faulty,
        boolean complete,
        List<Toleration> tolerations,
        Anchor anchor) {

    public WorkflowModel {
        states = CanonicalOrder.of(states);
        var byName = new ArrayList<>(facts);
        byName.sort((one, other) -> {
            int names = one.name().compareTo(other.name());
            return names != 0
                    ? names
                    : one.type().canonical().compareTo(other.type().canonical());
        });
        facts = List.copyOf(byName);
        migrations = List.copyOf(migrations);
        sharedFacts = List.copyOf(sharedFacts);
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
        for (StateNode state : states) {
            if (state.name().equals(name)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    public List<StateNode> initialStates() {
        var initial = new ArrayList<StateNode>();
        for (StateNode state : statesAsDeclared()) {
            if (state.initial()) {
                initial.add(state);
            }
        }
        return initial;
    }

    public List<StateNode> terminalStates() {
        var terminal = new ArrayList<StateNode>();
        for (StateNode state : statesAsDeclared()) {
            if (state.terminal()) {
                terminal.add(state);
            }
        }
        return terminal;
    }

    /** The states in which a case may stay for good: the terminal ones, and those where it may rest. */
    public List<StateNode> endStates() {
        return statesAsDeclared().stream().filter(StateNode::isEnd).toList();
    }

    /** The simple names of the states with these ids. */
    public Set<String> namesOf(Set<String> ids) {
        return states.stream()
                .filter(state -> ids.contains(state.id()))
                .map(StateNode::name)
                .collect(Collectors.toSet());
    }

    public List<StateNode> statesAsDeclared() {
        var declared = new ArrayList<>(states);
        declared.sort((one, other) -> Integer.compare(one.index(), other.index()));
        return declared;
    }

    public List<FactNode> factsAsDeclared() {
        var declared = new ArrayList<>(facts);
        declared.sort((one, other) -> Integer.compare(one.index(), other.index()));
        return declared;
    }

    /** Every guard that the author has written, of transitions and of migrations. */
    public List<Guarded> guarded() {
        var guarded = new ArrayList<Guarded>();
        for (StateNode state : statesAsDeclared()) {
            for (TransitionEdge edge : state.transitionsAsDeclared()) {
                guarded.add(new Guarded(edge.label(), edge.guard()));
            }
        }
        for (MigrationNode migration : migrations) {
            for (MappingNode mapping : migration.mappings()) {
                guarded.add(new Guarded(mapping.label(), mapping.guard()));
            }
        }
        return guarded;
    }

    /** A guard, and what carries it. */
    public record Guarded(String label, Guard guard) {}

    /** Every transition, in the order of the states and by name within each. */
    public List<TransitionEdge> transitions() {
        var transitions = new ArrayList<TransitionEdge>();
        for (StateNode state : states) {
            transitions.addAll(state.transitions());
        }
        return transitions;
    }
}
