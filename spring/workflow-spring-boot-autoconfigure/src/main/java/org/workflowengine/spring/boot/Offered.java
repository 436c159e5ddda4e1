package org.workflowengine.spring.boot;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;
import org.workflowengine.runtime.engine.WorkflowEngine;

/**
 * Which commands are offered over HTTP: those of the workflows that the application has compiled and named.
 *
 * @param definitions all compiled versions of the workflows that are named
 * @param claimable the facts that a client may claim, by id of the workflow
 */
record Offered(List<Definition> definitions, Map<String, List<String>> claimable) {
    /** Refuses a name that names nothing, because what is meant would be missing. */
    static Offered of(
            String prefix,
            Collection<String> workflows,
            Map<String, List<String>> claimable,
            Collection<? extends WorkflowEngine<?, ?, ?>> engines) {
        Map<String, List<Definition>> compiled = engines.stream()
                .map(WorkflowEngine::definition)
                .collect(Collectors.groupingBy(Definition::workflow, TreeMap::new, Collectors.toList()));
        workflows.forEach(workflow -> require(prefix + ".commands", "workflow", workflow, compiled.keySet()));
        claimable.forEach((workflow, facts) -> {
            String property = prefix + ".claimable." + workflow;
            require(property, "workflow of " + prefix + ".commands", workflow, workflows);
            Collection<String> known = compiled.getOrDefault(workflow, List.of()).stream()
                    .flatMap(definition -> definition.vocabulary().stream().map(FactRow::id))
                    .collect(Collectors.toCollection(TreeSet::new));
            facts.forEach(fact -> require(property, "fact", fact, known));
        });
        return new Offered(
                workflows.stream()
                        .distinct()
                        .flatMap(workflow -> compiled.getOrDefault(workflow, List.of()).stream())
                        .toList(),
                claimable);
    }

    private static void require(String property, String kind, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw new WiringException(
                    property + " names " + name + ", which is not a " + kind,
                    known.isEmpty()
                            ? "there is none"
                            : "name one of these: " + String.join(", ", new TreeSet<>(known)));
        }
    }
}
