package org.workflowengine.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.workflowengine.http.internal.HostFacts;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Outcome.Refused;
import org.workflowengine.runtime.core.Refusal.RequestIdReused;

/**
 * Moves cases on what a client claims and the host knows. Where the host knows nothing in particular ({@link FactSource#NONE}), a move costs
 * no statement more than the engine's own.
 */
final class Moves {
    private final Api api;

    Moves(Api api) {
        this.api = api;
    }

    /**
     * What a move rests on.
     *
     * @param facts values by the ids of facts
     * @param decision who decides; it names the step for which the host has said what it knows
     * @param asked the definition for which the host was asked; empty if it was not
     */
    record Grounds(Map<String, Object> facts, Decision decision, Optional<Definition> asked) {
        Grounds(Map<String, Object> claimed, Decision decision) {
            this(claimed, decision, Optional.empty());
        }
    }

    Outcome<CaseHead> move(
            String workflow,
            String caseId,
            String transition,
            Map<String, Object> claimed,
            Decision decision,
            Grounds grounds) {
        Outcome<CaseHead> outcome =
                api.commands().workflows().fire(workflow, caseId, transition, grounds.facts(), grounds.decision());
        return again(workflow, caseId, transition, claimed, decision, outcome);
    }

    /** Claims, and for the rest of the guard what the host knows of the case as it is now. */
    Grounds grounds(String workflow, String caseId, String transition, Map<String, Object> claimed, Decision decision) {
        NavigableMap<Integer, Definition> versions = api.commands().versions(workflow);
        api.commands().claims().demand(versions.values(), workflow, transition, claimed.keySet());
        if (api.facts() == FactSource.NONE) {
            return new Grounds(claimed, decision);
        }
        Optional<CaseHead> head =
                api.runtime().findCase(caseId).filter(found -> found.workflow().equals(workflow));
        Definition definition = head.map(found -> versions.get(found.version())).orElse(null);
        if (head.isEmpty() || definition == null) {
            return new Grounds(claimed, decision);
        }
        Set<String> asked = definition.transition(head.get().state(), transition).stream()
                .flatMap(row -> row.guard().stream())
                .map(condition -> condition.fact().id())
                .filter(fact -> !claimed.containsKey(fact))
                .collect(Collectors.toSet());
        if (asked.isEmpty()) {
            return new Grounds(claimed, decision);
        }
        Map<String, Object> facts = new LinkedHashMap<>(claimed);
        HostFacts.of(api.facts(), head.get(), definition).forEach((fact, value) -> {
            if (asked.contains(fact)) {
                facts.put(fact, value);
            }
        });
        return new Grounds(
                facts,
                decision.expectedSeq().isPresent()
                        ? decision
                        : decision.expectedSeq(head.get().seq()),
                Optional.of(definition));
    }

    /**
     * The answer to a request whose key is taken. What the host knows has changed since, so the request is compared with what is recorded:
     * the facts that the client does not claim are those of the step.
     */
    Outcome<CaseHead> again(
            String workflow,
            String caseId,
            String transition,
            Map<String, Object> claimed,
            Decision decision,
            Outcome<CaseHead> outcome) {
        if (api.facts() == FactSource.NONE
                || !(outcome instanceof Refused<CaseHead> refused
                        && refused.refusal() instanceof RequestIdReused reused)) {
            return outcome;
        }
        AuditEntry step =
                api.runtime().steps().ofCase(caseId, reused.seq() - 1, 1).get(0);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(StepJson.recorded(step));
        facts.putAll(claimed);
        return api.commands().workflows().fire(workflow, caseId, transition, facts, decision);
    }
}
