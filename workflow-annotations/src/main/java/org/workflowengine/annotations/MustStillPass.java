package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Promises of a {@link Transition}, or of a {@link State} or superstate, that every way from there to an end passes through other states. The
 * compiler proves it, or shows the shortest way around; nothing of it is left to the run time, and it is no part of the graph.
 *
 * <p>An end is a terminal state, or a resting one. It may be named itself: then every case that comes this way gets there. The promise is about the
 * ways within its version. A newer version, to which cases are migrated, makes its own promises.
 *
 * <pre>{@code
 * @State interface Rejected {
 *     @Transition @MustStillPass(CustomerInformed.class) Informing reject();
 * }
 * }</pre>
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface MustStillPass {

    /**
     * What every way to an end passes through.
     *
     * @return at least one state or superstate of the same workflow: through each of them, and for a superstate through a state below it
     */
    Class<?>[] value();
}
