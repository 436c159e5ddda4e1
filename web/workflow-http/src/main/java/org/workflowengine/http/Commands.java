package org.workflowengine.http;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.engine.Workflows;

/** The definitions on which the host has opened commands, and what a client may claim. */
final class Commands {
    private final Optional<Workflows> workflows;
    private final Collection<Definition> definitions;
    private final Claims claims;

    Commands(WorkflowHost host, Collection<Definition> definitions, Claims claims) {
        this.workflows = definitions.isEmpty() ? Optional.empty() : Optional.of(Workflows.on(host, definitions));
        this.definitions = definitions;
        this.claims = claims;
    }

    /** Whether there are commands at all. Where there are none, their routes do not exist. */
    boolean areOpen() {
        return workflows.isPresent();
    }

    boolean isOpenFor(String workflow) {
        return !versions(workflow).isEmpty();
    }

    Workflows workflows() {
        return workflows.orElseThrow();
    }

    /** The versions of a workflow on which commands are open. */
    NavigableMap<Integer, Definition> versions(String workflow) {
        return definitions.stream()
                .filter(definition -> definition.workflow().equals(workflow))
                .collect(Collectors.toMap(Definition::version, each -> each, (one, other) -> one, TreeMap::new));
    }

    Claims claims() {
        return claims;
    }
}
