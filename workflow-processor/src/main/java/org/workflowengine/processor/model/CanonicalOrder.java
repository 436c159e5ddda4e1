package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Orders states so that the same definition gives the same bytes, however the compiler happened to list them. */
final class CanonicalOrder {

    private CanonicalOrder() {}

    static List<StateNode> of(List<StateNode> states) {
        var initial = new ArrayList<String>();
        for (StateNode state : states) {
            if (state.initial()) {
                initial.add(state.name());
            }
        }
        Map<String, Integer> distance = Graph.of(states).distancesFrom(initial);
        var ordered = new ArrayList<>(states);
        ordered.sort((one, other) -> {
            int nearer = Integer.compare(
                    distance.getOrDefault(one.name(), Integer.MAX_VALUE),
                    distance.getOrDefault(other.name(), Integer.MAX_VALUE));
            return nearer != 0 ? nearer : one.name().compareTo(other.name());
        });
        return List.copyOf(ordered);
    }
}
