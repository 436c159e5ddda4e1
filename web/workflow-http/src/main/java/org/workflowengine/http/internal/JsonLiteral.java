package org.workflowengine.http.internal;

/**
 * A JSON value as text: a number as it was sent, or a value that is stored as JSON.
 *
 * @param text the value, well-formed
 */
public record JsonLiteral(String text) {}
