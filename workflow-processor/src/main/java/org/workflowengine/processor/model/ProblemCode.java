package org.workflowengine.processor.model;

/** A kind of problem: one of ours, which is a {@link Code}, or one of an extension. Its text is its name. */
public interface ProblemCode {

    /** Its number, as messages and tolerations write it: {@code WF204}. */
    String name();

    /** What is wrong in about three words: {@code no-path-to-terminal}. */
    String shortName();

    /** Whether it stops the build by itself. */
    Code.Level level();
}
