package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a {@link State} or superstate as a transition: it leaves that state and enters the one it returns.
 *
 * <p>The method has no parameters, no type parameters, no {@code throws} and no body. The {@link Fact} annotations beside this one are
 * the guard: all of them must hold. {@link FourEyes} and {@link Quorum} say who may not make the step.
 *
 * <p>A transition of a superstate that returns the superstate itself <em>keeps</em> whatever state the case is in: it only adds a step to the
 * history. A state below may declare it again to require more, but not to leave the state.
 *
 * <pre>{@code
 * interface Active {
 *     @Transition Active remind();                    // leaves the case where it is
 *     @Transition Cancelled cancel();
 * }
 * @State interface UnderReview extends Active {
 *     @Transition @RiskRulesPassed @AmountWithinThreshold Approved approve();
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Transition {

    /**
     * The id under which the transition is stored and by which it can be fired. One method name has one id throughout a
     * workflow.
     *
     * @return 1 to 64 characters: a letter, then letters, digits, {@code .}, {@code _} or {@code -}; if empty, it is derived from the
     *     name: {@code startReview} becomes {@code START_REVIEW}
     */
    String id() default "";
}
