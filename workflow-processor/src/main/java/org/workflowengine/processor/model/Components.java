package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Some states of a graph, grouped so that within a group every state leads to every other.
 *
 * @param graph the graph
 * @param groups the groups, each in declaration order, in the order of their first states
 */
public record Components(Graph graph, List<Set<String>> groups) {

    public Components {
        groups = List.copyOf(groups);
    }

    /** The groups of these states, looking only at transitions that both leave and enter them. */
    public static Components of(Graph whole, Collection<String> states) {
        var graph = whole.restrictedTo(edge ->
                states.contains(edge.source()) && states.contains(edge.target().orElseThrow()));
        List<Set<String>> groups = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        for (String state : graph.states()) {
            if (states.contains(state) && !done.contains(state)) {
                Set<String> group = new LinkedHashSet<>(graph.states());
                group.retainAll(graph.reachableFrom(List.of(state)));
                group.retainAll(graph.reaching(List.of(state)));
                groups.add(group);
                done.addAll(group);
            }
        }
        return new Components(graph, groups);
    }

    /** The groups that no other group leads to. */
    public List<Set<String>> sources() {
        List<Set<String>> sources = new ArrayList<>();
        for (Set<String> group : groups) {
            if (group.equals(graph.reaching(group))) {
                sources.add(group);
            }
        }
        return sources;
    }

    /** The groups that lead to no other group. */
    public List<Set<String>> sinks() {
        List<Set<String>> sinks = new ArrayList<>();
        for (Set<String> group : groups) {
            if (group.equals(graph.reachableFrom(group))) {
                sinks.add(group);
            }
        }
        return sinks;
    }
}
