package org.workflowengine.test;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A move that is tried.
 *
 * @param transition its id
 * @param facts what is known
 * @param person who makes it
 */
record Move(String transition, Map<String, String> facts, String person) {
    Move {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    Move without(String fact) {
        return new Move(transition, GuardFacts.without(facts, fact), person);
    }

    @Override
    public String toString() {
        return transition + " " + facts + " by " + person;
    }
}
