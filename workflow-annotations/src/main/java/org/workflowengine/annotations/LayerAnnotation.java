package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an annotation type that says something about a definition to a layer on top of it, and is not a guard.
 *
 * <pre>{@code
 * @LayerAnnotation
 * public @interface Urgent {
 *     boolean value() default true;
 * }
 * }</pre>
 *
 * <p>On a transition the compiler would otherwise take such a type for a fact that lacks {@link Fact @Fact}, and report it (WF301).
 * What is marked stays invisible to the language: it changes neither what the definition permits nor its fingerprint. A layer can have it
 * checked while compiling, by an extension of the processor.
 *
 * <p>An annotation type that carries facts is a composed guard and cannot be marked; nor can a fact.
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface LayerAnnotation {}
