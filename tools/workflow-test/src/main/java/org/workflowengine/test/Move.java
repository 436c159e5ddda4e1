package org.workflowengine.test;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Request;

/**
 * A move that is tried.
 *
 * @param transition its id; {@link Request#MIGRATION} for a migration
 * @param facts what is known
 * @param names who makes it
 */
record Move(String transition, Map<String, String> facts, Names names) {
    Move {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    Move(String transition, Map<String, String> facts, String person) {
        this(transition, facts, Names.of(person));
    }

    boolean isMigration() {
        return transition.equals(Request.MIGRATION);
    }

    Move without(String fact) {
        return new Move(transition, GuardFacts.without(facts, fact), names);
    }

    Move forNobodyElse() {
        return new Move(transition, facts, names.actor());
    }

    /** The same move as a request to the engine of a definition. */
    Request request(String caseId, Definition definition) {
        return isMigration()
                ? Request.migration(caseId, GuardFacts.of(definition, facts), Subject.decision(names))
                : Request.move(caseId, transition, GuardFacts.of(definition, facts), Subject.decision(names));
    }

    @Override
    public String toString() {
        return transition + " " + facts + " by " + names;
    }
}
