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
 * <p>Ways begin where cases are opened, where they may be imported, and where a {@link Migration} brings them, unless the older version
 * has led them through a state that is mapped to one of these.
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
