package org.workflowengine.dashboard.internal.view;

/**
 * A diagram in a page.
 *
 * @param svg the element, escaped by the diagram
 * @param id of the region that it scrolls in
 * @param label what it shows
 * @param before how far the mark that is scrolled to first is from the left, in pixels
 * @param after how far it is from the right
 */
public record Picture(String svg, String id, String label, int before, int after) {
    /** The same of an earlier moment. */
    public Picture ofThen() {
        return new Picture(svg.replace(", the current state<", ", the state then<"), id, label, before, after);
    }
}
