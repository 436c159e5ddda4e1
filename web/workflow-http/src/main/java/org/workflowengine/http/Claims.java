package org.workflowengine.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * Which facts a client may claim.
 *
 * @param byWorkflow ids of facts, by the ids of workflows
 */
record Claims(Map<String, Set<String>> byWorkflow) {
    Set<String> of(String workflow) {
        return byWorkflow.getOrDefault(workflow, Set.of());
    }

    /**
     * Refuses a claim of a fact that no client may claim, and of one that the transition does not ask for. What a fact is that no version
     * knows, the engine says.
     */
    void demand(Collection<Definition> versions, String workflow, String transition, Set<String> claimed) {
        Set<String> asked = versions.stream()
                .flatMap(definition -> definition.transitions().stream())
                .filter(row -> row.id().equals(transition))
                .flatMap(Claims::facts)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = versions.stream()
                .flatMap(definition -> definition.vocabulary().stream())
                .map(FactRow::id)
                .collect(Collectors.toSet());
        for (String fact : claimed) {
            if (known.contains(fact) && !of(workflow).contains(fact)) {
                throw Problem.of(
                                ProblemType.NOT_CLAIMABLE,
                                "body.facts: found " + fact + ", expected only facts that a client may claim: "
                                        + new TreeSet<>(of(workflow))
                                        + "; leave it out: the host knows it, or the move is refused")
                        .with("fact", fact)
                        .with("allowed", List.copyOf(new TreeSet<>(of(workflow))));
            }
            if (known.contains(fact) && !asked.isEmpty() && !asked.contains(fact)) {
                throw Problem.malformed("body.facts", fact, "facts that " + transition + " asks for: " + asked);
            }
        }
    }

    private static Stream<String> facts(WorkflowTransition row) {
        return row.guard().stream().map(condition -> condition.fact().id());
    }

    /** The facts that a client may claim for a transition, in the order of its guard. */
    List<FactRow> of(String workflow, WorkflowTransition row) {
        return row.guard().stream()
                .map(condition -> condition.fact())
                .filter(fact -> of(workflow).contains(fact.id()))
                .distinct()
                .toList();
    }
}
