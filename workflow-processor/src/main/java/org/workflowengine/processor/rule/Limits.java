package org.workflowengine.processor.rule;

/**
 * How large a definition may be.
 *
 * <p>A class file allows 64 KB of code per method and 255 parameters. The method that makes all constants of the transition table
 * takes 10 bytes for each, the one that makes a handle 36 for each state; a generated move has one parameter per fact of its
 * guard. The limits are what a test compiles and runs.
 */
final class Limits {

    static final int STATES = 1000;

    static final int TRANSITIONS = 5000;

    static final int FACTS = 500;

    /** Leaves room for the handle, the case id and the decision beside the facts. */
    static final int CONDITIONS_PER_GUARD = 200;

    private Limits() {}
}
