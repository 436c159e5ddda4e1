package org.workflowengine.processor.rule;

import java.util.List;
import java.util.Optional;
import org.workflowengine.processor.model.Graph;
import org.workflowengine.processor.model.Path;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * The definition that a rule looks at, with what surrounds it.
 *
 * @param model the definition
 * @param graph its states and transitions
 * @param neighbours all definitions of the compilation, this one among them
 */
record Subject(WorkflowModel model, Graph graph, List<WorkflowModel> neighbours) {

    Subject {
        neighbours = List.copyOf(neighbours);
    }

    static Subject of(WorkflowModel model, List<WorkflowModel> neighbours) {
        return new Subject(model, Graph.of(model.states()), neighbours);
    }

    String name() {
        return model.definition().simple();
    }

    /** The initial state when there is exactly one. */
    Optional<StateNode> start() {
        var initial = model.initialStates();
        return initial.size() == 1 ? Optional.of(initial.get(0)) : Optional.empty();
    }

    /** The shortest way from the initial state to another. */
    Optional<Path> wayInto(String state) {
        return start().flatMap(start -> graph.path(start.name(), state))
                .filter(path -> !path.steps().isEmpty());
    }

    /** States that are not terminal and have no transition. */
    List<StateNode> deadEnds() {
        return model.statesAsDeclared().stream()
                .filter(state -> !state.terminal() && !state.unclear())
                .filter(state -> state.transitions().isEmpty())
                .toList();
    }

    boolean hasUnclearStates() {
        return model.states().stream().anyMatch(StateNode::unclear);
    }

    /** Whether some transition may enter a state that cannot be told. */
    boolean hasUnknownTargets() {
        return model.states().stream().anyMatch(StateNode::leadsIntoTheUnknown);
    }

    static List<String> names(List<StateNode> states) {
        return states.stream().map(StateNode::name).toList();
    }
}
