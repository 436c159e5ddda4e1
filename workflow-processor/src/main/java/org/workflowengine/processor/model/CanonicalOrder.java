package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Orders states so that the same definition gives the same bytes, however the compiler happened to list them. */
final class CanonicalOrder {

    private CanonicalOrder() {}

    static List<StateNode> of(List<StateNode> states) {
        var initial =
                states.stream().filter(StateNode::initial).map(StateNode::name).toList();
        Map<String, Integer> distance = Graph.of(states).distancesFrom(initial);
        var ordered = new ArrayList<>(states);
        ordered.sort(Comparator.<StateNode>comparingInt(state -> distance.getOrDefault(state.name(), Integer.MAX_VALUE))
                .thenComparing(StateNode::name));
        return List.copyOf(ordered);
    }
}
