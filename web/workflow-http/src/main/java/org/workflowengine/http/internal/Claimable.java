package org.workflowengine.http.internal;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.FactRow;

/** Checks which facts a host lets be claimed: a name that names nothing would leave a command without what it needs. */
public final class Claimable {
    private Claimable() {}

    /**
     * Each workflow has commands, and each fact is one of a version of it.
     *
     * @param byWorkflow ids of facts, by the ids of workflows
     * @param definitions on which commands are open
     * @throws IllegalArgumentException if a name names nothing
     */
    public static void check(Map<String, Set<String>> byWorkflow, Collection<Definition> definitions) {
        Set<String> open =
                definitions.stream().map(Definition::workflow).collect(Collectors.toCollection(TreeSet::new));
        new TreeMap<>(byWorkflow).forEach((workflow, facts) -> {
            if (!open.contains(workflow)) {
                throw new IllegalArgumentException("claimable: found workflow \"" + workflow
                        + "\", expected one with commands: " + open + "; give its definitions to commands(…) too");
            }
            Set<String> known = definitions.stream()
                    .filter(definition -> definition.workflow().equals(workflow))
                    .flatMap(definition -> definition.vocabulary().stream())
                    .map(FactRow::id)
                    .collect(Collectors.toCollection(TreeSet::new));
            for (String fact : new TreeSet<>(facts)) {
                if (!known.contains(fact)) {
                    throw new IllegalArgumentException("claimable: found fact \"" + fact + "\" of workflow \""
                            + workflow + "\", expected one of " + known + Near.question(Near.to(fact, known)));
                }
            }
        });
    }
}
