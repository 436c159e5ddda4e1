package org.workflowengine.processor.layer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import org.workflowengine.annotations.LayerAnnotation;

/** An annotation of a layer: cases leave the state in time. */
@LayerAnnotation
@Target(ElementType.TYPE)
public @interface Due {

    /**
     * How long a case may rest there.
     *
     * @return hours, at least 1
     */
    int hours();

    /**
     * Whether weekends count.
     *
     * @return {@code true} unless written otherwise
     */
    boolean always() default true;
}
