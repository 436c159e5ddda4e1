package org.workflowengine.diagram.internal.layout;

/**
 * A box to be placed.
 *
 * @param width its width; it grows if more lines meet it than fit side by side
 * @param ownHeight its height
 * @param right what else is kept free to the right of it
 * @param height the height of its row at least: its own, or that of what stands to the right of it
 */
public record Box(double width, double ownHeight, double right, double height) {}
