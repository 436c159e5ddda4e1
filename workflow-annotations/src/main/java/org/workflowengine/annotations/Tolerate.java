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
 * <p>On the {@link Workflow} it applies to the whole definition. On a state, superstate, transition or fact inside it, it applies to what
 * is reported there. It also applies to warnings that the option {@code -Aworkflow.werror} would turn into errors.
 *
 * <p>Only warnings can be tolerated: a definition with an error is not sound, and this cannot be tolerated. A toleration that matches
 * nothing is itself a warning (WF113), so that none outlives its cause.
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
     * Why the warning does not matter, for later readers of the definition.
     *
     * @return a sentence, not blank
     */
    String because();

    /** Holds several tolerations of one element; the compiler writes it. */
    @Documented
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.CLASS)
    @interface List {

        /**
         * The tolerations.
         *
         * @return the tolerations in source order
         */
        Tolerate[] value();
    }
}
