package org.workflowengine.diagram.internal.layout;

/**
 * A line to be drawn from one box to another one.
 *
 * @param from the index of the box that it leaves
 * @param to the index of another box
 * @param labelWidth the width of its label
 * @param labelHeight the height of its label
 */
public record Line(int from, int to, double labelWidth, double labelHeight) {}
