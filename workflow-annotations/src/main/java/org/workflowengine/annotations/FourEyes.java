package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demands of a {@link Transition} that it is not made by who brought the case into a state; with several states, by none of those. The engine
 * refuses the step otherwise, and so does the database.
 *
 * <pre>{@code
 * @State interface UnderReview {
 *     @Transition @FourEyes(Submitted.class) Approved approve();
 * }
 * }</pre>
 *
 * <p>Who brought the case there is who made the last step that entered the state. The opening enters the initial state. A step that stays in its
 * state does not enter it, and migrations, imports and erasures do not count. In an older version of a {@link Migration} the steps into states that
 * are mapped to the named one count too.
 *
 * <p>Both names of both steps are compared, the actor and on whose behalf, byte for byte; none of the one may be one of the other. Whether a
 * name belongs to a person or to a program does not matter.
 *
 * <p>If nobody is known who brought the case there, the step is refused. The compiler therefore reports every way to the transition that does not
 * pass through the state (WF605), an import into it (WF606), and a case that could be blocked for good because that step was erased (WF607).
 *
 * <p>The obligation is part of the graph. All states below a superstate inherit it with the transition; a method that declares the transition again
 * demands at least as much: it adds to what it inherits.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface FourEyes {

    /**
     * Into which states the case must have been brought by somebody else.
     *
     * @return at least one, each marked with {@link State} in the same workflow, each once
     */
    Class<?>[] value();
}
