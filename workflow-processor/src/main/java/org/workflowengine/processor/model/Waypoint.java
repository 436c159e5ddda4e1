package org.workflowengine.processor.model;

import java.util.Set;

/**
 * That every way to a place has passed through some state, or that every way from there to an end does.
 *
 * @param ahead whether it is the ways to an end that must pass
 * @param name the state or superstate as it is named
 * @param states the simple names of the states that it stands for
 * @param holder the transition, state or superstate that it is written on: {@code Approved.pay}
 * @param anchor where it is written
 */
public record Waypoint(boolean ahead, String name, Set<String> states, String holder, Anchor anchor) {

    public Waypoint {
        states = Set.copyOf(states);
    }
}
