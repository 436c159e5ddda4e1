package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.workflowengine.processor.model.Graph;
import org.workflowengine.processor.model.MappingNode;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.WorkflowModel;

/** The shortest ways on which a case comes to each state without having been in any of some others. */
final class WaysAround {

    /**
     * One of them.
     *
     * @param state where it leads
     * @param length how many steps it has, in older versions too
     * @param text in words
     * @param steps those in this version
     */
    record Way(String state, int length, String text, List<TransitionEdge> steps) {

        private static Way in(String state, String text, int length) {
            return new Way(state, length, text, List.of());
        }

        private Way then(TransitionEdge edge) {
            var more = new ArrayList<>(steps);
            more.add(edge);
            var target = edge.target().orElseThrow();
            return new Way(target, length + 1, text + " -" + edge.name() + "-> " + target, more);
        }
    }

    private WaysAround() {}

    /**
     * Ways from wherever cases begin: where they are opened or imported, and where they arrive from older versions.
     *
     * @param model a definition whose transitions all lead to known states
     * @param avoided the simple names of the states that no way enters
     * @return by simple name; of a state that no such way leads to, nothing
     */
    static Map<String, Way> of(WorkflowModel model, Set<String> avoided) {
        var open = new PriorityQueue<>(Comparator.comparingInt(Way::length).thenComparing(Way::text));
        for (StateNode state : model.statesAsDeclared()) {
            if (state.initial()) {
                open.add(Way.in(state.name(), state.name(), 0));
            } else if (state.importable()) {
                open.add(Way.in(state.name(), "imported into " + state.name(), 0));
            }
        }
        model.migrations().forEach(migration -> open.addAll(arrivals(model, migration, avoided)));
        var graph = Graph.of(model.states()).restrictedTo(TransitionEdge::canFire);
        Map<String, Way> ways = new LinkedHashMap<>();
        while (!open.isEmpty()) {
            var way = open.remove();
            if (!avoided.contains(way.state()) && ways.putIfAbsent(way.state(), way) == null) {
                graph.out(way.state()).forEach(edge -> open.add(way.then(edge)));
            }
        }
        return ways;
    }

    private static List<Way> arrivals(WorkflowModel model, MigrationNode migration, Set<String> avoided) {
        var arrivals = new ArrayList<Way>();
        if (migration.unclear() || migration.fault().isPresent() || migration.version() >= model.version()) {
            return arrivals;
        }
        // A state of the older version that is mapped to an avoided one stands for it.
        Set<String> olderAvoided = new HashSet<>();
        for (StateNode state : migration.older().map(WorkflowModel::states).orElse(List.of())) {
            target(migration, state.id()).filter(avoided::contains).ifPresent(any -> olderAvoided.add(state.name()));
        }
        var before = migration.older().map(older -> of(older, olderAvoided));
        for (MappingNode mapping : migration.mappings()) {
            if (mapping.target().isPresent() && mapping.guard().canHold()) {
                var arrival = ", then migrated to " + mapping.target().get();
                var version = "in version " + migration.version() + " ";
                before.map(ways -> wayTo(mapping.from(), migration.older().orElseThrow(), ways))
                        .orElse(Optional.of(Way.in(mapping.from(), mapping.from() + " (known by its id alone)", 0)))
                        .map(way -> Way.in(mapping.target().get(), version + way.text() + arrival, way.length() + 1))
                        .ifPresent(arrivals::add);
            }
        }
        return arrivals;
    }

    private static Optional<Way> wayTo(String id, WorkflowModel older, Map<String, Way> ways) {
        return older.states().stream()
                .filter(state -> state.id().equals(id))
                .findFirst()
                .map(state -> ways.get(state.name()));
    }

    private static Optional<String> target(MigrationNode migration, String olderId) {
        return migration.mapping(olderId).flatMap(MappingNode::target);
    }
}
