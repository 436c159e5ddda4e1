package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that one warning about a workflow does not matter here, and why.
 *
 * <pre>{@code
 * @State interface Waiting {
 *     @Tolerate(code = "WF210", because = "every reminder is worth an audit entry")
 *     @Transition Waiting remind();
 * }
 * }</pre>
 *
 * <p>It stands on the {@link Workflow} and is then meant for the whole definition, or on a state, superstate, transition or
 * fact inside it and is then meant for what is reported there. What the option {@code -Aworkflow.werror} would make an error
 * is tolerated, too.
 *
 * <p>Only warnings can be tolerated: a definition with an error is not sound, and there is no way to say that it does not
 * matter. A toleration that matches nothing is a warning of its own (WF113), so that none outlives its cause.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
@Repeatable(Tolerate.List.class)
public @interface Tolerate {

    /**
     * The code of the warning, as the compiler shows it.
     *
     * @return for example {@code "WF304"}
     */
    String code();

    /**
     * Why the warning does not matter, for those who read the definition later.
     *
     * @return a sentence, not blank
     */
    String because();

    /** Holds several tolerations that stand on one element; written by the compiler. */
    @Documented
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.CLASS)
    @interface List {

        /**
         * What is tolerated.
         *
         * @return the tolerations in the order in which they are written
         */
        Tolerate[] value();
    }
}
