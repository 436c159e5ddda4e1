package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One obligation by stored ids, as the graph and generated code have it.
 *
 * @param edge the transition that demands it
 * @param from the state that the transition leaves
 * @param transition the transition
 * @param isQuorum whether it counts persons; else it is about who brought the case into a state
 * @param subject the step that is counted, or the state
 * @param persons how many a quorum demands, else 0
 * @param older the states of older versions that are equal to the state, by version and id
 */
public record ObligationNode(
        TransitionEdge edge,
        String from,
        String transition,
        boolean isQuorum,
        String subject,
        int persons,
        List<OlderState> older) {

    public ObligationNode {
        older = List.copyOf(older);
    }

    /** What obligations are sorted by. */
    public String order() {
        return from + " " + transition + " " + (isQuorum ? "QUORUM" : "FOUR_EYES") + " " + subject;
    }

    /** Those of one transition; what cannot be told has an empty id. */
    public static List<ObligationNode> of(WorkflowModel model, TransitionEdge edge) {
        var nodes = new ArrayList<ObligationNode>();
        var source = model.state(edge.source());
        var from = source.map(StateNode::id).orElse("");
        for (FourEyes eyes : edge.obligations().fourEyes()) {
            nodes.add(new ObligationNode(
                    edge,
                    from,
                    edge.id(),
                    false,
                    model.state(eyes.state()).map(StateNode::id).orElse(""),
                    0,
                    List.copyOf(OlderState.equalTo(model, eyes.state()))));
        }
        edge.obligations().quorum().ifPresent(quorum -> {
            var step = source.flatMap(state -> state.transition(quorum.of()));
            nodes.add(new ObligationNode(
                    edge, from, edge.id(), true, step.map(TransitionEdge::id).orElse(""), quorum.persons(), List.of()));
        });
        return nodes;
    }
}
