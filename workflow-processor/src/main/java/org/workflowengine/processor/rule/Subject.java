package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.workflowengine.processor.model.Graph;
import org.workflowengine.processor.model.JavaName;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.Path;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Requirement;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Wording;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * The definition that a rule looks at, with what surrounds it.
 *
 * @param model the definition
 * @param graph its states and transitions
 * @param live the same without the transitions that can never fire
 * @param neighbours all definitions of the compilation, this one among them
 * @param olderFaults what is wrong with the older versions from which its cases come, by the names of the migrations
 */
record Subject(
        WorkflowModel model, Graph graph, Graph live, List<WorkflowModel> neighbours, Map<String, String> olderFaults) {

    Subject {
        neighbours = List.copyOf(neighbours);
        olderFaults = Map.copyOf(olderFaults);
    }

    static Subject of(WorkflowModel model, List<WorkflowModel> neighbours) {
        var graph = Graph.of(model.states());
        Map<String, String> faults = new HashMap<>();
        for (MigrationNode migration : model.migrations()) {
            migration
                    .fault()
                    .or(() -> migration.older().flatMap(Rules::firstFault).map(Problem::inShort))
                    .ifPresent(fault -> faults.put(migration.name(), fault));
        }
        return new Subject(model, graph, graph.restrictedTo(TransitionEdge::canFire), neighbours, faults);
    }

    /** What is wrong with the older version that a migration comes from. */
    Optional<String> olderFault(MigrationNode migration) {
        return Optional.ofNullable(olderFaults.get(migration.name()));
    }

    /** The definition of this compilation that has the name, so that its faults are reported with it. */
    Optional<WorkflowModel> compiledHere(JavaName definition) {
        return neighbours.stream()
                .filter(other -> other.definition().equals(definition))
                .findFirst();
    }

    String name() {
        return model.definition().simple();
    }

    /** The initial state when there is exactly one. */
    Optional<StateNode> start() {
        var initial = model.initialStates();
        return initial.size() == 1 ? Optional.of(initial.get(0)) : Optional.empty();
    }

    /** The state in which cases begin when it can be told which states they come to: an unknown target may be any of them. */
    Optional<StateNode> startOfKnownWays() {
        return hasUnknownTargets() ? Optional.empty() : start();
    }

    /** The states that a case can come to; all of them when that cannot be told. */
    Set<String> enterable() {
        var start = startOfKnownWays();
        return start.isPresent() ? live.reachableFrom(entries(start.get())) : graph.states();
    }

    /**
     * Where cases come in: where they begin, may be imported, or arrive by a mapping that somebody has written. One that follows from equal ids
     * does not count, or a state that lost its way in would go unnoticed.
     */
    List<String> entries(StateNode start) {
        var entries = new ArrayList<>(List.of(start.name()));
        model.states().stream()
                .filter(StateNode::importable)
                .map(StateNode::name)
                .forEach(entries::add);
        for (MigrationNode migration : model.migrations()) {
            migration.mappings().stream()
                    .filter(mapping -> !mapping.implied() && mapping.guard().canHold())
                    .flatMap(mapping -> mapping.target().stream())
                    .forEach(entries::add);
        }
        return entries;
    }

    /** The shortest way from the initial state to another that a case can take. */
    Optional<Path> wayInto(String state) {
        return start().flatMap(start -> live.path(start.name(), state))
                .filter(path -> !path.steps().isEmpty());
    }

    /** States that are not terminal and have no transition, or, if cases may rest there, none that leaves them. */
    List<StateNode> deadEnds() {
        var deadEnds = new ArrayList<StateNode>();
        for (StateNode state : model.statesAsDeclared()) {
            boolean left =
                    state.resting() ? state.canBeLeft() : !state.transitions().isEmpty();
            if (!state.terminal() && !state.unclear() && !left) {
                deadEnds.add(state);
            }
        }
        return deadEnds;
    }

    boolean hasUnclearStates() {
        return model.states().stream().anyMatch(StateNode::unclear);
    }

    /** Whether some transition may enter a state that cannot be told. */
    boolean hasUnknownTargets() {
        for (StateNode state : model.states()) {
            if (state.leadsIntoTheUnknown()) {
                return true;
            }
        }
        return false;
    }

    /** States from which nobody can say that no case ever ends: it ends there, or goes where nobody knows. */
    List<String> ends() {
        var ends = new ArrayList<String>();
        for (StateNode state : model.states()) {
            if (state.isEnd() || state.leadsIntoTheUnknown()) {
                ends.add(state.name());
            }
        }
        return ends;
    }

    /** The states from which no path in that graph ends a case. */
    Set<String> trapped(Graph drawn) {
        var trapped = drawn.states();
        trapped.removeAll(drawn.reaching(ends()));
        return trapped;
    }

    /** Every transition out of a state that is not terminal; those out of terminal states are to be removed anyway. */
    List<TransitionEdge> transitionsOf(StateNode state) {
        return state.terminal() ? List.of() : state.transitionsAsDeclared();
    }

    /** The facts that some transition demands, itself or through a composed guard. */
    Set<JavaName> factsInUse() {
        var used = new HashSet<JavaName>();
        for (var guarded : model.guarded()) {
            for (Requirement demand : guarded.guard().requirements()) {
                used.add(demand.fact().type());
            }
        }
        return used;
    }

    /** A name that no transition of these states has yet. */
    String freeName(Collection<String> states, String... wishes) {
        var taken = states.stream()
                .flatMap(state -> model.state(state).stream())
                .flatMap(node -> node.transitions().stream())
                .map(TransitionEdge::name)
                .collect(Collectors.toSet());
        return Arrays.stream(wishes)
                .filter(wish -> !taken.contains(wish))
                .findFirst()
                .orElse("another");
    }

    /** The names of all states, and of the superstates that have transitions. */
    Set<String> typesOfStates() {
        var names = new HashSet<String>();
        for (StateNode state : model.states()) {
            names.add(state.name());
            state.transitions().forEach(edge -> names.add(edge.declaredIn()));
        }
        return names;
    }

    /** {@code A -go-> B and A -run-> C can never fire (see WF302)}. */
    static String neverFire(List<TransitionEdge> dead) {
        return Wording.list(dead.stream().map(TransitionEdge::text).toList()) + " can never fire (see WF302)";
    }

    /** What lets at least one of them fire. */
    static String mendGuard(List<TransitionEdge> dead) {
        return "fix the guard of "
                + Wording.either(
                        dead.stream().map(TransitionEdge::label).distinct().toList())
                + " (see WF302)";
    }

    static List<String> names(List<StateNode> states) {
        return states.stream().map(StateNode::name).toList();
    }
}
