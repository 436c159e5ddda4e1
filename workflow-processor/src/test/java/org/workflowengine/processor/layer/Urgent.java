package org.workflowengine.processor.layer;

import org.workflowengine.annotations.LayerAnnotation;

/** An annotation of a layer that has the shape of a fact. */
@LayerAnnotation
public @interface Urgent {

    /**
     * Whether somebody is called.
     *
     * @return {@code true} unless written otherwise
     */
    boolean value() default true;
}
