package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One state of a workflow with the transitions that leave it.
 *
 * @param name the simple name of the interface
 * @param id the id under which it is stored
 * @param initial whether cases begin here
 * @param terminal whether cases end here
 * @param importable whether the history of a case from elsewhere may begin here
 * @param index its place in declaration order
 * @param unclear whether something about it could not be read, so that nothing follows from what it seems to lack
 * @param transitions its own and its inherited transitions, by name
 * @param waypoints what must lie on the ways to it, or from it
 * @param anchor where it is declared
 */
public record StateNode(
        String name,
        String id,
        boolean initial,
        boolean terminal,
        boolean importable,
        int index,
        boolean unclear,
        List<TransitionEdge> transitions,
        List<Waypoint> waypoints,
        Anchor anchor) {

    public StateNode {
        var byName = new ArrayList<>(transitions);
        byName.sort((one, other) -> one.name().compareTo(other.name()));
        transitions = List.copyOf(byName);
        waypoints = List.copyOf(waypoints);
    }

    /** The name of its enum constant: {@code UNDER_REVIEW}. */
    public String constant() {
        return IdDerivation.constant(name);
    }

    /** Whether it may have ways out that could not be read. */
    public boolean leadsIntoTheUnknown() {
        for (TransitionEdge edge : transitions) {
            if (edge.target().isEmpty()) {
                return true;
            }
        }
        return unclear;
    }

    public List<TransitionEdge> transitionsAsDeclared() {
        var declared = new ArrayList<>(transitions);
        declared.sort((one, other) -> Integer.compare(one.index(), other.index()));
        return declared;
    }
}
