package org.workflowengine.processor.model;

/**
 * The name of a generated type that somebody else's type already has.
 *
 * @param type which of the generated types
 * @param anchor where the other type is declared, or the definition when it was read from a class file
 */
public record TakenName(GeneratedType type, Anchor anchor) {}
