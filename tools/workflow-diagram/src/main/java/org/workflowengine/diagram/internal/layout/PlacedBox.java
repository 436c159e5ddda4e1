package org.workflowengine.diagram.internal.layout;

/**
 * Where a box stands.
 *
 * @param x its centre
 * @param y the centre of its row
 * @param width its width
 */
public record PlacedBox(double x, double y, double width) {}
