package org.workflowengine.processor.model;

import java.util.Comparator;
import java.util.List;

/**
 * One state of a workflow with the transitions that leave it.
 *
 * @param name the simple name of the interface
 * @param id the id under which it is stored
 * @param initial whether cases begin here
 * @param terminal whether cases end here
 * @param index its place in declaration order
 * @param unclear whether something about it could not be read, so that nothing follows from what it seems to lack
 * @param transitions its own and its inherited transitions, by name
 * @param anchor where it is declared
 */
public record StateNode(
        String name,
        String id,
        boolean initial,
        boolean terminal,
        int index,
        boolean unclear,
        List<TransitionEdge> transitions,
        Anchor anchor) {

    public StateNode {
        transitions = transitions.stream()
                .sorted(Comparator.comparing(TransitionEdge::name))
                .toList();
    }

    /** The name of its enum constant: {@code UNDER_REVIEW}. */
    public String constant() {
        return IdDerivation.constant(name);
    }

    /** Whether it may have ways out that could not be read. */
    public boolean leadsIntoTheUnknown() {
        return unclear || transitions.stream().anyMatch(edge -> edge.target().isEmpty());
    }

    public List<TransitionEdge> transitionsAsDeclared() {
        return transitions.stream()
                .sorted(Comparator.comparingInt(TransitionEdge::index))
                .toList();
    }
}
