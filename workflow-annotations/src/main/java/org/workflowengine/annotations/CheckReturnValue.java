package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks types and methods whose results must not be ignored: a refused move is an answer, not an exception. A caller that ignores the
 * answer believes in a move that did not happen.
 *
 * <p>Error Prone, SpotBugs and IDEs recognise the annotation by its simple name.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface CheckReturnValue {}
