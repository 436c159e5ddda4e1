package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks types that the annotation processor generated.
 *
 * <p>The JDK's {@code javax.annotation.processing.Generated} is not enough: it has SOURCE retention, so coverage tools cannot see it in
 * class files, and it does not compile in modules that do not read {@code java.compiler}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Generated {

    /**
     * The qualified name of the definition that the type was generated from.
     *
     * @return a type name
     */
    String value();
}
