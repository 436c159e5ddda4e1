package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a {@link Migration}: cases in these states of the older version enter the state that the method returns.
 *
 * <p>The method has no parameters, no type parameters, no {@code throws} and no body; its name is only for readers. The {@link Fact}
 * annotations beside this one are the guard.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface From {

    /**
     * The states of the older version.
     *
     * @return at least one, each nested in the older version and marked with {@link State}; empty if {@link #ids()} names them
     */
    Class<?>[] value() default {};

    /**
     * The states of an older version whose interface is gone, by their stored ids.
     *
     * @return ids; empty if {@link #value()} names the states
     */
    String[] ids() default {};
}
