package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an annotation type as a fact: something known about a case that guards can require.
 *
 * <p>The fact's type is that of its only element {@code value()}:
 *
 * <ul>
 *   <li>{@code boolean}: {@code @RiskRulesPassed} with {@code default true}, or {@code @RiskRulesPassed(false)};
 *   <li>an enum: {@code @Size(ClaimSize.SMALL)};
 *   <li>an array of an enum: {@code @PaidBy({FINANCE, BOARD})}, satisfied by any one of them. The fact itself is one constant.
 * </ul>
 *
 * <p>A fact annotation that itself carries facts is a <em>composed guard</em>: wherever it is put, everything that it carries is required
 * too. It may leave out {@code value()}; it is then only a name for what it carries.
 *
 * <p>A fact guards the transition that it is put on, directly or through a composed guard. On a state, a superstate, the workflow or
 * anything else in a definition it would guard nothing; it is an error there.
 *
 * <p>Facts are nested in the workflow that uses them, or shared: declared top-level or inside a type that is not a workflow. Their
 * retention is CLASS (the default) or RUNTIME, and {@code TYPE_USE} is not among their targets.
 *
 * <p>When you change a shared fact, recompile the definitions that use it: an engine refuses to start if a fact differs from the one that
 * its definition was compiled with.
 */
@Documented
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Fact {

    /**
     * The id under which the fact is recorded and read from maps and JSON.
     *
     * @return 1 to 64 characters: a letter, then letters, digits, {@code .}, {@code _} or {@code -}; if empty, it is derived from the
     *     name: {@code RiskRulesPassed} becomes {@code RISK_RULES_PASSED}
     */
    String id() default "";

    /**
     * What it means, in a sentence for people. It appears in refusals because of this fact, in diagrams and in the generated Javadoc. It
     * is not part of the definition's fingerprint and may be reworded freely.
     *
     * @return the sentence, or empty
     */
    String message() default "";
}
