package org.workflowengine.runtime.core;

/**
 * A fact or composed guard from outside the definition, as it was when the definition was compiled.
 *
 * @param type the binary name of its annotation type
 * @param meaning what it means, as {@link SharedFacts} writes it
 */
record SharedFact(String type, String meaning) {}
