package org.workflowengine.processor.collect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workflowengine.processor.model.Guard;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.Obligations;
import org.workflowengine.processor.model.Waypoint;

/**
 * A transition as one state has it, everything inherited taken together.
 *
 * @param face the declaration that decides its target and carries its messages
 * @param origins every declaration that it is made of
 * @param pinnedId the stored id that one of them wrote
 * @param guard what all of them demand
 */
record EffectiveTransition(
        DeclaredTransition face, Set<DeclaredTransition> origins, Optional<String> pinnedId, Guard guard) {

    static EffectiveTransition of(DeclaredTransition declared) {
        return new EffectiveTransition(declared, Set.of(declared), declared.pinnedId(), declared.guard());
    }

    /** This one, demanding also what the other demands. */
    EffectiveTransition strengthenedBy(EffectiveTransition inherited) {
        var all = new LinkedHashSet<>(origins);
        all.addAll(inherited.origins);
        return new EffectiveTransition(face, all, pinnedId.or(inherited::pinnedId), guard.and(inherited.guard));
    }

    /**
     * This one in spite of another that means something else: it keeps its id and target, and demands what both demand, unless
     * that can never hold, which would be a second report of the same clash.
     */
    EffectiveTransition inSpiteOf(EffectiveTransition other) {
        var both = strengthenedBy(other);
        return new EffectiveTransition(face, both.origins, pinnedId, both.guard.canHold() ? both.guard : guard);
    }

    /** Whether the other is made of nothing that is not in this one: it is the same, or overridden by it. */
    boolean covers(EffectiveTransition other) {
        return origins.containsAll(other.origins);
    }

    /** Whether both enter the same state, or both keep it; what is not known is not held against them. */
    boolean entersTheSameAs(EffectiveTransition other) {
        return (face.staying() || other.face.staying())
                ? face.staying() == other.face.staying()
                : face.target().isEmpty()
                        || other.face.target().isEmpty()
                        || face.target().equals(other.face.target());
    }

    boolean meansTheSameAs(EffectiveTransition other) {
        return entersTheSameAs(other)
                && id().equals(other.id())
                && guard.demandsTheSameAs(other.guard)
                && obligations().demandTheSameAs(other.obligations());
    }

    /** Whether a superstate says that it keeps the state, even if this state or superstate says so once more in its own words. */
    boolean stays() {
        return origins.stream().anyMatch(DeclaredTransition::staying);
    }

    /** What all its declarations promise about the ways of cases. */
    List<Waypoint> waypoints() {
        return origins.stream().flatMap(origin -> origin.waypoints().stream()).toList();
    }

    /** What all its declarations demand of who makes it. */
    Obligations obligations() {
        return origins.stream().map(DeclaredTransition::obligations).reduce(Obligations.NONE, Obligations::and);
    }

    String id() {
        return pinnedId.orElse(IdDerivation.id(face.name()));
    }

    /** What it does, for messages: {@code Open.cancel enters Cancelled, no guard}. */
    String text() {
        return face.declaredIn() + "." + face.name()
                + (face.staying() ? " stays" : " enters " + face.target().orElse("?")) + ", "
                + Stream.concat(Stream.of(guard.text()), obligations().texts().stream())
                        .collect(Collectors.joining(", "))
                + pinnedId.map(id -> ", id " + id).orElse("");
    }
}
