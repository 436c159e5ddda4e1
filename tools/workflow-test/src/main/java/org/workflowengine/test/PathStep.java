package org.workflowengine.test;

import java.util.Map;
import java.util.TreeMap;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Request;

/**
 * A step on the way to a state.
 *
 * @param kind what is asked for
 * @param definition under which definition
 * @param id the transition of a move; the state of an import; otherwise what stands in place of a transition
 * @param facts what is known
 * @param place where the case is afterwards
 */
record PathStep(Kind kind, Definition definition, String id, Map<String, String> facts, Place place) {
    enum Kind {
        OPENING,
        IMPORT,
        MOVE,
        MIGRATION
    }

    PathStep {
        facts = Map.copyOf(facts);
    }

    /** The same step as a request to the engine of a definition, which takes its own facts only. */
    Request request(String caseId, Decision decision, Definition known) {
        return switch (kind) {
            case OPENING -> Request.opening(caseId, decision);
            case IMPORT -> Request.importing(caseId, id, decision);
            case MOVE -> Request.move(caseId, id, GuardFacts.of(known, facts), decision);
            case MIGRATION -> Request.migration(caseId, GuardFacts.of(known, facts), decision);
        };
    }

    @Override
    public String toString() {
        return id + " -> " + place.state() + (facts.isEmpty() ? "" : " " + new TreeMap<>(facts));
    }
}
