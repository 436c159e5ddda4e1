package org.workflowengine.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One state of a workflow with the transitions that leave it.
 *
 * @param name the simple name of the interface
 * @param id the id under which it is stored
 * @param initial whether cases begin here
 * @param terminal whether cases end here
 * @param resting whether cases may rest here for good, although they can leave
 * @param importable whether the history of a case from elsewhere may begin here
 * @param index its place in declaration order
 * @param unclear whether something about it could not be read, so that nothing follows from what it seems to lack
 * @param superstates the simple names of the superstates that it extends, near or far, sorted
 * @param transitions its own and its inherited transitions, by name
 * @param waypoints what must lie on the ways to it, or from it
 * @param anchor where it is declared
 */
public record StateNode(
        String name,
        String id,
        boolean initial,
        boolean terminal,
        boolean resting,
        boolean importable,
        int index,
        boolean unclear,
        List<String> superstates,
        List<TransitionEdge> transitions,
        List<Waypoint> waypoints,
        Anchor anchor) {

    public StateNode {
        var byName = new ArrayList<>(transitions);
        byName.sort((one, other) -> one.name().compareTo(other.name()));
        superstates = List.copyOf(superstates);
        transitions = List.copyOf(byName);
        waypoints = List.copyOf(waypoints);
    }

    /** The name of its enum constant: {@code UNDER_REVIEW}. */
    public String constant() {
        return IdDerivation.constant(name);
    }

    /** Whether a case may stay here for good. */
    public boolean isEnd() {
        return terminal || resting;
    }

    /** Whether a transition leads from here to another state, or to one that is not known. */
    public boolean canBeLeft() {
        return transitions.stream().anyMatch(edge -> !edge.target().equals(Optional.of(name)));
    }

    public Optional<TransitionEdge> transition(String method) {
        return transitions.stream().filter(edge -> edge.name().equals(method)).findFirst();
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
