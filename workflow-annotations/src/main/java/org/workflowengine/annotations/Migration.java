package org.workflowengine.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface nested in a {@link Workflow} that says how cases of an older version come into this one.
 *
 * <pre>{@code
 * @Migration(from = claims.v1.Claim.class, staying = claims.v1.Claim.Frozen.class)
 * interface FromV1 {
 *     @From(claims.v1.Claim.InReview.class)                UnderReview inReview();
 *     @From(claims.v1.Claim.Escalated.class) @ConsentGiven UnderReview escalated();
 * }
 * }</pre>
 *
 * <p>Each method maps states of the older version to the state that it returns; the facts on it are its guard, as on a transition. A state
 * that has the same id in both versions, and is terminal in neither, is carried over without a line. Every other state of the older version
 * that is not terminal is mapped or listed in {@link #staying()}: forgetting one is an error. Terminal states stay unless they are mapped.
 *
 * <p>The older version is released: it is pinned with {@link Workflow#fingerprint()}. The migration is part of this version's graph, under
 * its fingerprint. A migration thought of later needs a new version.
 *
 * <p>When no case follows the older version any more and its interface is to be deleted, write the same migration with ids:
 * {@code @Migration(version = 1, fingerprint = "…")} and {@code @From(ids = "IN_REVIEW")}, with a method for every state that is carried over
 * too. That is permitted in a version that is pinned itself: its fingerprint proves that nothing has changed.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Migration {

    /**
     * The older version, from source or from a library.
     *
     * @return the interface that is marked with {@link Workflow}; {@code void.class} if {@link #version()} and {@link #fingerprint()} name
     *     it instead
     */
    Class<?> from() default void.class;

    /**
     * The states of the older version whose cases stay with it.
     *
     * @return interfaces that are marked with {@link State}, nested in the older version
     */
    Class<?>[] staying() default {};

    /**
     * The older version's number, where its interface is gone.
     *
     * @return at least 1; 0 if {@link #from()} is given
     */
    int version() default 0;

    /**
     * The older version's fingerprint, where its interface is gone.
     *
     * @return 64 hexadecimal digits; empty if {@link #from()} is given
     */
    String fingerprint() default "";
}
