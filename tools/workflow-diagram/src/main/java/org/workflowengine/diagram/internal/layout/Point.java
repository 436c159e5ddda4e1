package org.workflowengine.diagram.internal.layout;

/**
 * A place in the picture.
 *
 * @param x from the left
 * @param y from the top
 */
public record Point(double x, double y) {}
