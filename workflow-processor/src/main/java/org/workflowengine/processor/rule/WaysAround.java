package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.workflowengine.processor.model.Graph;
import org.workflowengine.processor.model.MappingNode;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.OlderState;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * The shortest ways on which a case comes to each state without having been in any of some others, or without a step that has brought it into one of
 * them.
 */
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

    /** Whether a state of an older version, by its id, stands for one of the avoided states of the version that its cases come into. */
    private interface Standing {
        boolean standsFor(MigrationNode migration, String olderId, Set<String> avoided);
    }

    private final Standing standing;

    /** Whether only steps into the avoided states are, and not imports and migrations into them. */
    private final boolean onlySteps;

    private WaysAround(Standing standing, boolean onlySteps) {
        this.standing = standing;
        this.onlySteps = onlySteps;
    }

    /**
     * Ways from wherever cases begin: where they are opened or imported, and where they arrive from older versions.
     *
     * @param model a definition whose transitions all lead to known states
     * @param avoided the simple names of the states that no way enters
     * @return by simple name; of a state that no such way leads to, nothing
     */
    static Map<String, Way> of(WorkflowModel model, Set<String> avoided) {
        // A state of the older version that is mapped to an avoided one stands for it.
        Standing mapped = (migration, olderId, states) -> migration
                .mapping(olderId)
                .flatMap(MappingNode::target)
                .filter(states::contains)
                .isPresent();
        return new WaysAround(mapped, false).in(model, avoided);
    }

    /** Ways that never come into a state, nor into one of an older version that is equal to it. */
    static Map<String, Way> around(WorkflowModel model, String state) {
        return new WaysAround(equalTo(model, state), false).in(model, Set.of(state));
    }

    /** Ways on which no step brings a case into such a state, although an import or a migration may. */
    static Map<String, Way> withoutStepInto(WorkflowModel model, String state) {
        return new WaysAround(equalTo(model, state), true).in(model, Set.of(state));
    }

    private static Standing equalTo(WorkflowModel model, String state) {
        var equal = OlderState.equalTo(model, state);
        return (migration, olderId, avoided) -> equal.contains(new OlderState(migration.version(), olderId));
    }

    private Map<String, Way> in(WorkflowModel model, Set<String> avoided) {
        var open = new PriorityQueue<>(Comparator.comparingInt(Way::length).thenComparing(Way::text));
        for (StateNode state : model.statesAsDeclared()) {
            boolean known = !avoided.contains(state.name());
            if (state.initial() && known) {
                open.add(Way.in(state.name(), state.name(), 0));
            }
            if (state.importable() && (known || onlySteps) && !(state.initial() && known)) {
                open.add(Way.in(state.name(), "imported into " + state.name(), 0));
            }
        }
        for (MigrationNode migration : model.migrations()) {
            for (Way arrival : arrivals(model, migration, avoided)) {
                if (onlySteps || !avoided.contains(arrival.state())) {
                    open.add(arrival);
                }
            }
        }
        var graph = Graph.of(model.states())
                .restrictedTo(edge -> edge.canFire()
                        && (!edge.enters() || !avoided.contains(edge.target().orElseThrow())));
        Map<String, Way> ways = new LinkedHashMap<>();
        while (!open.isEmpty()) {
            var way = open.remove();
            if (ways.putIfAbsent(way.state(), way) == null) {
                graph.out(way.state()).forEach(edge -> open.add(way.then(edge)));
            }
        }
        return ways;
    }

    private List<Way> arrivals(WorkflowModel model, MigrationNode migration, Set<String> avoided) {
        if (!migration.leadsUpTo(model)) {
            return List.of();
        }
        var arrivals = new ArrayList<Way>();
        var before = migration.older().map(older -> in(older, standing(older, migration, avoided)));
        for (MappingNode mapping : migration.mappings()) {
            // Of a state that is known by its id alone nobody knows how cases have come into it.
            boolean passes = before.isEmpty() && !onlySteps && standing.standsFor(migration, mapping.from(), avoided);
            if (mapping.target().isPresent() && mapping.guard().canHold() && !passes) {
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

    private Set<String> standing(WorkflowModel older, MigrationNode migration, Set<String> avoided) {
        return older.states().stream()
                .filter(state -> standing.standsFor(migration, state.id(), avoided))
                .map(StateNode::name)
                .collect(Collectors.toSet());
    }

    private static Optional<Way> wayTo(String id, WorkflowModel older, Map<String, Way> ways) {
        return older.states().stream()
                .filter(state -> state.id().equals(id))
                .findFirst()
                .map(state -> ways.get(state.name()));
    }
}
