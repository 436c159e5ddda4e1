package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface as the definition of a workflow.
 *
 * <p>The interface is top-level, or nested in types that are not private; it is neither private nor generic. It contains the workflow's
 * states, superstates and facts as nested types, and declares no abstract methods.
 *
 * <p>Definition id and version together name one graph permanently. Every change of states, transitions, guards or facts is a new
 * version; renaming Java types whose ids are pinned is not a change.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Workflow {

    /**
     * The id under which cases and their history are stored, for example {@code "case-review"}.
     *
     * @return 1 to 64 characters: a letter, then letters, digits, {@code .}, {@code _} or {@code -}
     */
    String id();

    /**
     * The version of this graph.
     *
     * @return at least 1; raised by one with every change of the graph
     */
    int version();

    /**
     * Whether the actor, reason and facts of a step may be erased on request. Set it to {@code false} if a law requires that they are
     * kept: the engine and the database then refuse every erasure in cases of this definition.
     *
     * <p>It is part of the definition: changing it means a new version. It applies to the cases of this version only.
     *
     * @return {@code true} unless erasing is forbidden
     */
    boolean erasable() default true;

    /**
     * Pins a version that is released: the fingerprint of its graph. If the definition is edited afterwards, it does not compile, and the
     * error says to raise the version. A version that a {@link Migration} leaves is pinned.
     *
     * <p>The error that asks for it prints it, and so does {@code <Name>Transition.DEFINITION.fingerprint()}.
     *
     * @return 64 hexadecimal digits, or empty while the version is not released
     */
    String fingerprint() default "";

    /**
     * The graph that the {@link #fingerprint()} is taken of, so that the error about an edit says what differs, and not only that something
     * does. Optional. Take it from {@code <Name>Transition.DEFINITION.graph()}, or from the column {@code graph} of the table
     * {@code workflow_definition}. Blanks and line breaks do not matter.
     *
     * @return canonical JSON, or empty
     */
    String graph() default "";
}
