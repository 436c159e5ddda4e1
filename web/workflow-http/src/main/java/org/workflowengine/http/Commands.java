package org.workflowengine.http;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.workflowengine.http.internal.Claimable;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.engine.WorkflowHost;
import org.workflowengine.runtime.engine.Workflows;

/**
 * The commands that the host has opened.
 *
 * @param engine what moves cases; empty where there are no commands
 * @param definitions on which definitions
 * @param claims what a client may claim
 * @param delegation for whom a caller may act
 * @param ifMatchRequired whether a client has to say on which step a move rests
 */
record Commands(
        Optional<Workflows> engine,
        List<Definition> definitions,
        Claims claims,
        BiPredicate<Caller, String> delegation,
        boolean ifMatchRequired) {

    static Commands on(
            WorkflowHost host,
            List<Definition> definitions,
            Claims claims,
            BiPredicate<Caller, String> delegation,
            boolean ifMatchRequired) {
        Claimable.check(claims.byWorkflow(), definitions);
        Optional<Workflows> engine =
                definitions.isEmpty() ? Optional.empty() : Optional.of(Workflows.on(host, definitions));
        return new Commands(engine, definitions, claims, delegation, ifMatchRequired);
    }

    /** Where there are no commands, their routes do not exist. */
    boolean areOpen() {
        return engine.isPresent();
    }

    boolean isOpenFor(String workflow) {
        return !versions(workflow).isEmpty();
    }

    /** The workflows on which commands are open. */
    Set<String> workflowIds() {
        return definitions.stream().map(Definition::workflow).collect(Collectors.toCollection(TreeSet::new));
    }

    Workflows workflows() {
        return engine.orElseThrow();
    }

    /** A caller may act for that principal. */
    void demandDelegation(Caller caller, String principal) {
        if (!delegation.test(caller, principal)) {
            throw Problem.of(
                    ProblemType.NOT_PERMITTED,
                    "onBehalfOf: found " + Quoted.of(principal)
                            + ", expected somebody for whom this caller may act; leave it"
                            + " out to decide in the caller's own name");
        }
    }

    /** The versions of a workflow on which commands are open. */
    NavigableMap<Integer, Definition> versions(String workflow) {
        return definitions.stream()
                .filter(definition -> definition.workflow().equals(workflow))
                .collect(Collectors.toMap(Definition::version, each -> each, (one, other) -> one, TreeMap::new));
    }
}
