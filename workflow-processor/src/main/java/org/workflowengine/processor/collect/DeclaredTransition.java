package org.workflowengine.processor.collect;

import java.util.List;
import java.util.Optional;
import org.workflowengine.processor.model.Guard;
import org.workflowengine.processor.model.Obligations;
import org.workflowengine.processor.model.Waypoint;

/**
 * A transition as one method declares it.
 *
 * @param name the method's name
 * @param pinnedId its stored id when the author wrote one
 * @param target the simple name of the state that it enters, when it names one
 * @param staying whether it keeps whatever state the case is in; then it has no target of its own
 * @param guard what it demands itself
 * @param waypoints what must lie on the ways to it, or from it
 * @param obligations what it demands of who makes it
 * @param declaredIn the simple name of the state or superstate around it
 * @param place where it is declared
 */
record DeclaredTransition(
        String name,
        Optional<String> pinnedId,
        Optional<String> target,
        boolean staying,
        Guard guard,
        List<Waypoint> waypoints,
        Obligations obligations,
        String declaredIn,
        Place place) {

    DeclaredTransition intoTheUnknown() {
        return new DeclaredTransition(
                name, pinnedId, Optional.empty(), false, guard, waypoints, obligations, declaredIn, place);
    }

    /** The simple name of the state that a case in the given one enters. */
    Optional<String> targetFrom(String state) {
        return staying ? Optional.of(state) : target;
    }
}
