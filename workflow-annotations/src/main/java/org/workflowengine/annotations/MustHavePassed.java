package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Promises of a {@link Transition}, or of a {@link State} or superstate, that every way there has passed through other states. The compiler
 * proves it, or shows the shortest way around; nothing of it is left to the run time, and it is no part of the graph.
 *
 * <p>Ways begin where cases are opened and where they may be imported, and lead through the older versions of a {@link Migration} too: there, a
 * state counts that is mapped to the named one. An older version that is named by its ids alone proves nothing.
 *
 * <pre>{@code
 * @State interface Approved {
 *     @Transition @MustHavePassed(Checked.class) Paid pay();
 * }
 * }</pre>
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface MustHavePassed {

    /**
     * What every way has passed through.
     *
     * @return at least one state or superstate of the same workflow: through each of them, and for a superstate through a state below it
     */
    Class<?>[] value();
}
