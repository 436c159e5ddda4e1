package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws the states of a small graph from lines such as {@code A -go-> B}; the first state is initial. */
final class Drawing {

    private Drawing() {}

    static List<StateNode> of(String... lines) {
        Map<String, List<TransitionEdge>> edges = new LinkedHashMap<>();
        for (String line : lines) {
            var words = List.of(line.split(" -|-> ", -1));
            var source = edges.computeIfAbsent(words.get(0), absent -> new ArrayList<>());
            if (words.size() == 3) {
                source.add(edge(words.get(0), words.get(1), words.get(2), source.size()));
                edges.computeIfAbsent(words.get(2), absent -> new ArrayList<>());
            }
        }
        var states = new ArrayList<StateNode>();
        edges.forEach((name, out) -> states.add(new StateNode(
                name,
                IdDerivation.id(name),
                states.isEmpty(),
                out.isEmpty(),
                false,
                false,
                states.size(),
                false,
                List.of(),
                out,
                List.of(),
                Anchor.none())));
        return states;
    }

    private static TransitionEdge edge(String source, String name, String target, int index) {
        return new TransitionEdge(
                name,
                IdDerivation.id(name),
                source,
                Optional.of(target),
                Guard.NONE,
                false,
                List.of(),
                Obligations.NONE,
                source,
                index,
                Anchor.none());
    }
}
