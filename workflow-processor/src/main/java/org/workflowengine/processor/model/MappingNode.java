package org.workflowengine.processor.model;

import java.util.Optional;

/**
 * Where cases in one state of an older version come to.
 *
 * @param from the id of the older state
 * @param target the simple name of the state they enter, or empty when the definition names none
 * @param guard what must be known
 * @param implied whether it follows from equal ids, and nobody has written it
 * @param label where it is declared, for messages: {@code FromV1.inReview}
 * @param anchor where it is declared
 */
public record MappingNode(
        String from, Optional<String> target, Guard guard, boolean implied, String label, Anchor anchor) {}
