package org.workflowengine.processor.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The states and the transitions between them, answered breadth first in declaration order. */
public final class Graph {

    private final Map<String, List<TransitionEdge>> edges;

    private Graph(Map<String, List<TransitionEdge>> edges) {
        this.edges = edges;
    }

    public static Graph of(List<StateNode> states) {
        Map<String, List<TransitionEdge>> edges = new LinkedHashMap<>();
        var declared = new ArrayList<>(states);
        declared.sort((one, other) -> Integer.compare(one.index(), other.index()));
        for (StateNode state : declared) {
            edges.put(state.name(), new ArrayList<>());
        }
        for (StateNode state : declared) {
            for (TransitionEdge edge : state.transitionsAsDeclared()) {
                if (edge.target().isPresent() && edges.containsKey(edge.target().get())) {
                    outOf(edges, state.name()).add(edge);
                }
            }
        }
        return new Graph(edges);
    }

    /** The same states with only some of the transitions. */
    public Graph restrictedTo(Predicate<TransitionEdge> kept) {
        Map<String, List<TransitionEdge>> fewer = new LinkedHashMap<>();
        for (var entry : edges.entrySet()) {
            var out = new ArrayList<TransitionEdge>();
            for (TransitionEdge edge : entry.getValue()) {
                if (kept.test(edge)) {
                    out.add(edge);
                }
            }
            fewer.put(entry.getKey(), out);
        }
        return new Graph(fewer);
    }

    /** The states in declaration order. */
    public Set<String> states() {
        return new LinkedHashSet<>(edges.keySet());
    }

    /** The transitions out of a state that enter a known state. */
    public List<TransitionEdge> out(String state) {
        return List.copyOf(outOf(edges, state));
    }

    public Set<String> reachableFrom(Collection<String> starts) {
        return distancesFrom(starts).keySet();
    }

    /** The states from which some path, possibly of no step, leads to one of these. */
    public Set<String> reaching(Collection<String> ends) {
        return reversed().reachableFrom(ends);
    }

    /** The least number of steps to each state that can be reached. */
    public Map<String, Integer> distancesFrom(Collection<String> starts) {
        Map<String, Integer> distance = new LinkedHashMap<>();
        var queue = new ArrayDeque<String>();
        for (String start : starts) {
            if (edges.containsKey(start) && distance.putIfAbsent(start, 0) == null) {
                queue.add(start);
            }
        }
        while (!queue.isEmpty()) {
            var state = queue.remove();
            int next = distance.getOrDefault(state, 0) + 1;
            for (TransitionEdge edge : outOf(edges, state)) {
                var target = edge.target().orElseThrow();
                if (distance.putIfAbsent(target, next) == null) {
                    queue.add(target);
                }
            }
        }
        return distance;
    }

    /** The shortest path, without a step when it begins where it ends. */
    public Optional<Path> path(String start, String end) {
        return start.equals(end) ? Optional.of(new Path(start, List.of())) : walk(start, end);
    }

    /** The shortest path of at least one step that comes back to where it began. */
    public Optional<Path> cycle(String start) {
        return walk(start, start);
    }

    private Optional<Path> walk(String start, String end) {
        Map<String, TransitionEdge> arrivedBy = new LinkedHashMap<>();
        var queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty() && !arrivedBy.containsKey(end)) {
            for (TransitionEdge edge : outOf(edges, queue.remove())) {
                var target = edge.target().orElseThrow();
                if (arrivedBy.putIfAbsent(target, edge) == null) {
                    queue.add(target);
                }
            }
        }
        return arrivedBy.containsKey(end) ? Optional.of(backwards(start, end, arrivedBy)) : Optional.empty();
    }

    private static Path backwards(String start, String end, Map<String, TransitionEdge> arrivedBy) {
        var steps = new ArrayDeque<TransitionEdge>();
        var state = end;
        do {
            var edge = Optional.ofNullable(arrivedBy.get(state)).orElseThrow();
            steps.addFirst(edge);
            state = edge.source();
        } while (!state.equals(start));
        return new Path(start, List.copyOf(steps));
    }

    private Graph reversed() {
        Map<String, List<TransitionEdge>> back = new LinkedHashMap<>();
        for (String state : edges.keySet()) {
            back.put(state, new ArrayList<>());
        }
        for (List<TransitionEdge> out : edges.values()) {
            for (TransitionEdge edge : out) {
                outOf(back, edge.target().orElseThrow()).add(turned(edge));
            }
        }
        return new Graph(back);
    }

    private static TransitionEdge turned(TransitionEdge edge) {
        return new TransitionEdge(
                edge.name(),
                edge.id(),
                edge.target().orElseThrow(),
                Optional.of(edge.source()),
                edge.guard(),
                edge.staying(),
                edge.waypoints(),
                edge.obligations(),
                edge.declaredIn(),
                edge.index(),
                edge.anchor());
    }

    private static List<TransitionEdge> outOf(Map<String, List<TransitionEdge>> edges, String state) {
        return edges.getOrDefault(state, List.of());
    }
}
