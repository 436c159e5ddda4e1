package org.workflowengine.processor.model;

/**
 * A fact or composed guard from another file than the definition's, as it is while compiling. The runtime reads its class file and
 * compares.
 *
 * @param type the binary name of the annotation type
 * @param meaning everything about it that can change what a guard demands, as one text
 */
public record SharedFact(String type, String meaning) {}
