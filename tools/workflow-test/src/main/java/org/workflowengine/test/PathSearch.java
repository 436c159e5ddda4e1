package org.workflowengine.test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * The shortest legal way of a case, breadth first. Each step is made by another person, so four eyes stop only a case that nobody has
 * brought into their state, and a quorum costs as many steps as it demands persons. Facts are free in each step. A case is opened, in the
 * newest version or in an older one that migrations lead from; only if no such way exists may it be imported.
 */
final class PathSearch {
    /** Who has made no step of any way. */
    private static final Names SOMEBODY_ELSE = Names.of("somebody else");

    private final Definition newest;
    private final List<Definition> versions;
    private final Set<String> looked = new TreeSet<>();
    private final Set<String> reached = new TreeSet<>();

    PathSearch(Definition newest, List<Definition> older) {
        this.newest = newest;
        List<Definition> all = new ArrayList<>(older);
        all.add(newest);
        all.sort(Comparator.comparingInt(Definition::version).reversed());
        this.versions = List.copyOf(all);
        all.forEach(definition -> looked.addAll(Place.looked(definition)));
    }

    /** A way, as a chain from its end. */
    private record Node(Optional<Node> before, PathStep step, int length) {
        List<PathStep> way() {
            Deque<PathStep> steps = new ArrayDeque<>();
            for (Optional<Node> node = Optional.of(this);
                    node.isPresent();
                    node = node.get().before()) {
                steps.addFirst(node.get().step());
            }
            return List.copyOf(steps);
        }

        Node then(PathStep next) {
            return new Node(Optional.of(this), next, length + 1);
        }
    }

    /** The name of who makes a step of a way. */
    static String person(int step) {
        return "given-" + step;
    }

    /** To a state of the newest version. */
    Optional<List<PathStep>> to(String state) {
        return to(newest, state);
    }

    /** To a state of one of the versions. */
    Optional<List<PathStep>> to(Definition version, String state) {
        return search(place -> place.definition() == version && place.state().equals(state))
                .map(Node::way);
    }

    /** To a state of the newest version in which a transition is permitted to somebody who has made no step yet. */
    Optional<List<PathStep>> before(WorkflowTransition row) {
        Optional<Map<String, String>> facts = GuardFacts.satisfying(row.guard());
        return facts.flatMap(known -> search(place -> isIn(place, row.from().id())
                        && place.ask(row.id(), known, SOMEBODY_ELSE).isApplied())
                .map(Node::way));
    }

    /** To where one person is missing of a quorum, and nothing else. */
    Optional<List<PathStep>> oneShortOf(WorkflowTransition row, Obligation quorum) {
        Optional<Map<String, String>> facts = GuardFacts.satisfying(row.guard());
        Optional<WorkflowTransition> counted = newest.transition(row.from().id(), quorum.subject());
        if (facts.isEmpty() || counted.isEmpty()) {
            return Optional.empty();
        }
        return search(place -> isIn(place, row.from().id())
                        && !place.ask(row.id(), facts.get(), SOMEBODY_ELSE).isApplied()
                        && place.moved(counted.get(), Names.of("one more"))
                                .ask(row.id(), facts.get(), SOMEBODY_ELSE)
                                .isApplied())
                .map(Node::way);
    }

    /** The states that the last search has reached, by version. */
    Set<String> reached() {
        return reached;
    }

    private boolean isIn(Place place, String state) {
        return place.definition() == newest && place.state().equals(state);
    }

    private Optional<Node> search(Predicate<Place> goal) {
        reached.clear();
        Optional<Node> opened = search(openings(), goal);
        return opened.isPresent() ? opened : search(imports(), goal);
    }

    private Optional<Node> search(List<Node> starts, Predicate<Place> goal) {
        Set<String> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        for (Node start : starts) {
            if (seen.add(start.step().place().kind(looked))) {
                open.add(start);
            }
        }
        while (!open.isEmpty()) {
            Node node = open.remove();
            Place place = node.step().place();
            reached.add(place.state() + " (version " + place.definition().version() + ")");
            if (goal.test(place)) {
                return Optional.of(node);
            }
            for (PathStep next : steps(place, person(node.length() + 1))) {
                if (seen.add(next.place().kind(looked))) {
                    open.add(node.then(next));
                }
            }
        }
        return Optional.empty();
    }

    private List<Node> openings() {
        return versions.stream()
                .map(version ->
                        start(PathStep.Kind.OPENING, version, Definition.OPENING, Place.opened(version, person(1))))
                .toList();
    }

    private List<Node> imports() {
        List<Node> starts = new ArrayList<>();
        for (Definition version : versions) {
            for (WorkflowState state : version.states()) {
                if (state.isImportable()) {
                    starts.add(start(PathStep.Kind.IMPORT, version, state.id(), Place.imported(version, state.id())));
                }
            }
        }
        return starts;
    }

    private static Node start(PathStep.Kind kind, Definition definition, String id, Place place) {
        return new Node(Optional.empty(), new PathStep(kind, definition, id, Map.of(), place), 1);
    }

    private List<PathStep> steps(Place place, String person) {
        List<PathStep> steps = new ArrayList<>();
        Definition definition = place.definition();
        for (WorkflowTransition row : definition.transitionsFrom(place.state())) {
            GuardFacts.satisfying(row.guard())
                    .filter(facts ->
                            place.ask(row.id(), facts, Names.of(person)).isApplied())
                    .ifPresent(facts -> steps.add(new PathStep(
                            PathStep.Kind.MOVE, definition, row.id(), facts, place.moved(row, Names.of(person)))));
        }
        for (Definition newer : versions) {
            newer.migration(definition.version())
                    .flatMap(migration -> migrated(place, newer, migration))
                    .ifPresent(steps::add);
        }
        return steps;
    }

    private static Optional<PathStep> migrated(Place place, Definition newer, Migration migration) {
        return place.mapping(newer)
                .flatMap(mapping -> GuardFacts.satisfying(mapping.guard())
                        .map(facts -> new PathStep(
                                PathStep.Kind.MIGRATION,
                                newer,
                                migration.id(),
                                facts,
                                place.migrated(newer, mapping))));
    }
}
