package org.workflowengine.dashboard;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** States as the diagram has them: the initial one first, then by their distance from it. A stored definition has them by their ids. */
final class StateOrder {
    private StateOrder() {}

    static List<WorkflowState> of(Definition definition) {
        Set<String> ids = new LinkedHashSet<>(List.of(definition.initial().id()));
        Deque<String> next = new ArrayDeque<>(ids);
        while (!next.isEmpty()) {
            definition.transitionsFrom(next.remove()).stream()
                    .map(row -> row.to().id())
                    .sorted()
                    .filter(ids::add)
                    .forEach(next::add);
        }
        Stream<String> rest =
                definition.states().stream().map(WorkflowState::id).sorted();
        return Stream.concat(ids.stream(), rest)
                .distinct()
                .flatMap(id -> definition.state(id).stream())
                .toList();
    }

    static List<WorkflowTransition> transitions(Definition definition) {
        return of(definition).stream()
                .flatMap(state -> definition.transitionsFrom(state.id()).stream()
                        .sorted(Comparator.comparing(WorkflowTransition::id)))
                .toList();
    }
}
