package org.workflowengine.processor.model;

/**
 * That a transition is not made by who brought the case into a state.
 *
 * @param state the simple name of the state
 * @param anchor where it is written
 */
public record FourEyes(String state, Anchor anchor) {

    /** In words: {@code not by who brought the case into Submitted}. */
    public String text() {
        return "not by who brought the case into " + state;
    }
}
