package org.workflowengine.diagram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * What all formats draw. The initial state is the first one, the others follow by their distance from it and by their ids: the order does
 * not depend on how the definition was written, or on where it was read from.
 *
 * @param title what the picture shows
 * @param nodes the states
 * @param edges the transitions, in the order of the states that they leave
 * @param groups the superstates
 */
record Content(String title, List<Node> nodes, List<Edge> edges, Groups groups) {

    static Content of(Definition definition, Options options) {
        List<WorkflowState> states = inOrder(definition);
        Map<String, Integer> indexes = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (WorkflowState state : states) {
            indexes.put(state.id(), nodes.size());
            nodes.add(node(state, options));
        }
        List<Edge> edges = new ArrayList<>();
        for (WorkflowState state : states) {
            for (WorkflowTransition row : leaving(definition, state.id())) {
                edges.add(new Edge(
                        Objects.requireNonNull(indexes.get(row.from().id())),
                        Objects.requireNonNull(indexes.get(row.to().id())),
                        row.id(),
                        options.guards() ? Words.guard(definition, row) : List.of(),
                        options.path().map(path -> steps(path, row).brief()).orElse(""),
                        options.marks().apply(row),
                        options.transitionLinks().apply(row),
                        tip(definition, row, options)));
            }
        }
        return new Content(title(definition, options), nodes, edges, Groups.of(nodes));
    }

    private static List<WorkflowState> inOrder(Definition definition) {
        Set<String> ids = new LinkedHashSet<>(List.of(definition.initial().id()));
        Deque<String> next = new ArrayDeque<>(ids);
        while (!next.isEmpty()) {
            Set<String> targets = new TreeSet<>();
            // A whole distance at a time.
            for (int left = next.size(); left > 0; left--) {
                for (WorkflowTransition row : definition.transitionsFrom(next.remove())) {
                    targets.add(row.to().id());
                }
            }
            targets.stream().filter(ids::add).forEach(next::add);
        }
        definition.states().stream().map(WorkflowState::id).sorted().forEach(ids::add);
        return ids.stream().map(id -> definition.state(id).orElseThrow()).toList();
    }

    private static List<WorkflowTransition> leaving(Definition definition, String state) {
        return definition.transitionsFrom(state).stream()
                .sorted(Comparator.comparing(WorkflowTransition::id))
                .toList();
    }

    private static CasePath.Steps steps(CasePath path, WorkflowTransition row) {
        return path.steps(row.from().id(), row.id(), row.to().id());
    }

    private static Node node(WorkflowState state, Options options) {
        String id = state.id();
        boolean isVisited = options.path().flatMap(path -> path.entered(id)).isPresent();
        boolean isCurrent =
                options.path().filter(path -> path.state().equals(id)).isPresent();
        String badge = options.badges().getOrDefault(id, "");
        String given = options.notes().getOrDefault(id, "");
        StringBuilder tip = new StringBuilder(id);
        tip.append(state.isInitial() ? ", initial state" : "");
        tip.append(state.isTerminal() ? ", final state" : "");
        tip.append(state.isResting() ? ", cases may rest here" : "");
        tip.append(badge.isEmpty() ? "" : ", " + badge);
        tip.append(given.isEmpty() ? "" : ", " + given);
        if (isVisited) {
            options.path()
                    .flatMap(path -> path.entered(id))
                    .ifPresent(steps -> tip.append(", entered by ").append(steps.words()));
        }
        tip.append(isCurrent ? ", the current state" : "");
        return new Node(
                id,
                state.isTerminal(),
                state.isResting(),
                isVisited,
                isCurrent,
                given.isEmpty() ? note(state, isCurrent, options) : given,
                badge,
                options.stateLinks().apply(state),
                tip.toString(),
                state.superstates());
    }

    private static String note(WorkflowState state, boolean isCurrent, Options options) {
        long since = isCurrent ? options.path().orElseThrow().since() : 0;
        return since > 0 ? "since step " + since : state.isResting() ? "may rest" : "";
    }

    private static String tip(Definition definition, WorkflowTransition row, Options options) {
        List<String> requirements = Words.requirements(definition, row);
        boolean keeps = row.from().id().equals(row.to().id());
        return row.id()
                + (keeps
                        ? ", stays in " + row.to().id()
                        : " from " + row.from().id() + " to " + row.to().id())
                + (requirements.isEmpty() ? "" : ", requires " + String.join(", ", requirements))
                + options.path()
                        .map(path -> steps(path, row))
                        .filter(steps -> steps.count() > 0)
                        .map(steps -> ", made by the case: " + steps.words())
                        .orElse("")
                + options.marks()
                        .apply(row)
                        .map(mark -> ", " + mark.words() + " now")
                        .orElse("");
    }

    private static String title(Definition definition, Options options) {
        String title = definition.workflow() + ", version " + definition.version();
        if (options.path().isEmpty()) {
            return title;
        }
        CasePath path = options.path().get();
        long others = path.notIn(definition);
        return title + ", case " + path.caseId() + " in " + path.state()
                + (path.first() == 1 ? "" : "; its steps from " + path.first() + " on")
                + (others == 0
                        ? ""
                        : "; " + others + (others == 1 ? " step" : " steps") + " of another version not drawn");
    }
}
