package org.workflowengine.diagram.internal.layout;

import java.util.List;

/**
 * How a line runs.
 *
 * @param points from the box that it leaves to the box that it enters; each part is vertical or horizontal
 * @param labelX the centre of its label, on the line
 * @param labelY the centre of its label's row
 */
public record PlacedLine(List<Point> points, double labelX, double labelY) {
    /**
     * Copies the points.
     *
     * @param points from the box that it leaves to the box that it enters
     * @param labelX the centre of its label, on the line
     * @param labelY the centre of its label's row
     */
    public PlacedLine {
        points = List.copyOf(points);
    }
}
