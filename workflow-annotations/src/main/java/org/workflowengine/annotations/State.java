package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface nested in a {@link Workflow} as a state in which a case can be.
 *
 * <p>The methods of the interface are the transitions that leave it, its own and those it inherits from superstates. A
 * <em>superstate</em> is a nested interface <em>without</em> this annotation: it carries what several states share, and no
 * case is ever in it alone.
 *
 * <p>A state may declare an inherited transition again to require more: the guard is then the conjunction of both. What a superstate's guard
 * requires can never be relaxed. Who may not make the step is stated anew: {@link FourEyes} and {@link Quorum} are not inherited then.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface State {

    /**
     * Whether cases begin here. Exactly one state of a workflow is initial.
     *
     * @return {@code true} for the state in which cases are opened
     */
    boolean initial() default false;

    /**
     * Whether cases end here. A terminal state has no transitions; every other state has at least one.
     *
     * @return {@code true} for a final state
     */
    boolean terminal() default false;

    /**
     * Whether a case may rest here for good, although it can still leave: "closed, but can be opened again". A resting state counts as an end
     * wherever one is needed. It has at least one transition that leaves it, and is not terminal.
     *
     * @return {@code true} for a state where cases may rest
     */
    boolean resting() default false;

    /**
     * Whether the history of a case that exists elsewhere may begin here. The engine then has a method {@code importCase}, and the database
     * accepts such a history in these states only.
     *
     * @return {@code true} for a state into which cases may be imported
     */
    boolean importable() default false;

    /**
     * The id under which the state is stored.
     *
     * @return 1 to 64 characters: a letter, then letters, digits, {@code .}, {@code _} or {@code -}; if empty, it is derived from the
     *     name: {@code UnderReview} becomes {@code UNDER_REVIEW}
     */
    String id() default "";
}
