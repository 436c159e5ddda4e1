package org.workflowengine.dashboard.internal.view;

/**
 * A diagram in a page.
 *
 * @param svg the element, escaped by the diagram
 * @param id of the region that it scrolls in
 * @param label what it shows
 * @param before how many pixels are left of the state that is in view first
 * @param state how wide that state is
 * @param after how many pixels are right of it
 */
public record Picture(String svg, String id, String label, int before, int state, int after) {
    /** The same of an earlier moment. */
    public Picture ofThen() {
        return new Picture(svg.replace(", the current state<", ", the state then<"), id, label, before, state, after);
    }
}
