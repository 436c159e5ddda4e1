package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demands of a {@link Transition} that different persons have made another step before, which stays in the same state. The engine refuses the
 * step otherwise, and so does the database.
 *
 * <pre>{@code
 * interface Endorsable {
 *     @Transition Endorsable endorse();               // stays
 * }
 * @State interface UnderReview extends Endorsable {
 *     @Transition @Quorum(of = "endorse", persons = 2) Approved approve();
 * }
 * }</pre>
 *
 * <p>Steps count that were made since the case last entered the state, under the version that it follows, by persons: those of programs do not count,
 * nor do steps whose content was erased. The number of persons is the lesser of two: how many different actors there are, and on behalf of how many
 * different ones they acted. So neither one person who acts for two, nor two who act for the same one, count as two.
 *
 * <p>The obligation is part of the graph. All states below a superstate inherit it with the transition; a method that declares the transition again
 * demands at least as much: of two quorums of the same step the larger one holds.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Quorum {

    /**
     * The step that is counted.
     *
     * @return the Java name of another transition that the same state has, declared or inherited, and that stays in the state
     */
    String of();

    /**
     * How many different persons must have made it.
     *
     * @return from 1 to 100
     */
    int persons();
}
