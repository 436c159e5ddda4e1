package org.workflowengine.diagram.internal.layout;

/**
 * The distances that a layout keeps, in any unit. With whole numbers everything stands at whole numbers.
 *
 * @param boxes between two boxes
 * @param boxAndLine between a box and a line that passes it
 * @param labels between two labels, or a label and a line
 * @param lane half of what a line needs around it
 * @param padding between a label and the edge of its room
 * @param port between two lines that meet the same side of a box
 * @param corner the outer part of a side that no line meets
 * @param snap a smaller sideways step is not worth a bend
 * @param track between two horizontal lines one above the other
 * @param top from a row to the first horizontal line below it
 * @param topBelowLabels the same below labels
 * @param bottom from the last horizontal line to the labels below it
 * @param bottomAboveBoxes from the last horizontal line to the boxes below it, with room for the head of an arrow
 * @param free between boxes and the labels below them if there is no horizontal line in between
 * @param freeAboveBoxes the same between labels and the boxes below them
 * @param above over the first row
 * @param margin around everything
 */
public record Spacing(
        double boxes,
        double boxAndLine,
        double labels,
        double lane,
        double padding,
        double port,
        double corner,
        double snap,
        double track,
        double top,
        double topBelowLabels,
        double bottom,
        double bottomAboveBoxes,
        double free,
        double freeAboveBoxes,
        double above,
        double margin) {}
