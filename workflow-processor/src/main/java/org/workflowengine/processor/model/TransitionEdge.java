package org.workflowengine.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * One transition out of one state; a transition of a superstate becomes one edge in each state that inherits it.
 *
 * @param name the method's name
 * @param id the id under which it is stored
 * @param source the simple name of the state it leaves
 * @param target the simple name of the state it enters, or empty when the definition names none
 * @param guard what must be known
 * @param staying whether a superstate declares that it keeps whatever state the case is in
 * @param waypoints what must lie on the ways to it, or from it
 * @param obligations what it demands of who makes it
 * @param declaredIn the simple name of the state or superstate that declares it
 * @param index its place in declaration order within the state, inherited ones last
 * @param anchor where it is declared
 */
public record TransitionEdge(
        String name,
        String id,
        String source,
        Optional<String> target,
        Guard guard,
        boolean staying,
        List<Waypoint> waypoints,
        Obligations obligations,
        String declaredIn,
        int index,
        Anchor anchor) {

    public TransitionEdge {
        waypoints = List.copyOf(waypoints);
    }

    /** The name of its enum constant: {@code UNDER_REVIEW_APPROVE}. */
    public String constant() {
        return IdDerivation.constant(source) + "_" + IdDerivation.constant(name);
    }

    public boolean inherited() {
        return !declaredIn.equals(source);
    }

    /** Where it is declared, for messages: {@code Open.cancel}. */
    public String label() {
        return declaredIn + "." + name;
    }

    /** Whether it leads to another state than it leaves. */
    public boolean enters() {
        return !target.equals(Optional.of(source));
    }

    /** Whether some facts permit it. */
    public boolean canFire() {
        return guard.canHold();
    }

    /** The step in words: {@code Created -startReview-> UnderReview}. */
    public String text() {
        return source + " -" + name + "-> " + target.orElse("?");
    }
}
