package org.workflowengine.processor.proof;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be reached by walking along edges: every path without a repeated state is walked, nothing is remembered. */
final class Walks {

    /** One way from a state to another. */
    record Edge(String source, String name, String target) {}

    private final List<Edge> edges;

    Walks(List<Edge> edges) {
        this.edges = edges;
    }

    /** The states on all paths from a state, the state itself among them. */
    Set<String> from(String start) {
        var seen = new LinkedHashSet<String>();
        walk(start, new ArrayDeque<>(), seen);
        return seen;
    }

    boolean leads(String from, String to) {
        return from(from).contains(to);
    }

    boolean connected(String one, String other) {
        return leads(one, other) && leads(other, one);
    }

    boolean onLoop(String state) {
        return edges.stream().anyMatch(edge -> edge.source().equals(state) && leads(edge.target(), state));
    }

    /** The fewest steps from one state to another. */
    Optional<Integer> steps(String from, String to) {
        return steps(from, to, new ArrayDeque<>());
    }

    private void walk(String state, Deque<String> path, Set<String> seen) {
        seen.add(state);
        path.push(state);
        for (Edge edge : edges) {
            if (edge.source().equals(state) && !path.contains(edge.target())) {
                walk(edge.target(), path, seen);
            }
        }
        path.pop();
    }

    private Optional<Integer> steps(String from, String to, Deque<String> path) {
        if (from.equals(to)) {
            return Optional.of(0);
        }
        path.push(from);
        Optional<Integer> fewest = Optional.empty();
        for (Edge edge : edges) {
            if (edge.source().equals(from) && !path.contains(edge.target())) {
                var rest = steps(edge.target(), to, path).map(steps -> steps + 1);
                if (rest.isPresent() && (fewest.isEmpty() || rest.get() < fewest.get())) {
                    fewest = rest;
                }
            }
        }
        path.pop();
        return fewest;
    }
}
