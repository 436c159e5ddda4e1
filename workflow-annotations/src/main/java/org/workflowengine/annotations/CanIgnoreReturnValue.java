package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks types and methods inside a {@link CheckReturnValue} type whose results may be ignored: what goes wrong is thrown.
 *
 * <p>Error Prone, SpotBugs and IDEs recognise the annotation by its simple name.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface CanIgnoreReturnValue {}
