package org.workflowengine.runtime.core;

import java.util.function.Function;

/**
 * What became of one request of many: answered as if it had been made alone, or failed, which did not keep the others from being
 * made.
 *
 * @param <S> what a successful move leaves in hand
 */
public sealed interface BulkOutcome<S> {

    /**
     * Applied or refused.
     *
     * @param outcome the answer
     * @param <S> what the handle is
     */
    record Answered<S>(Outcome<S> outcome) implements BulkOutcome<S> {}

    /**
     * Not answered.
     *
     * @param failure what {@link Outcome} has no place for: an {@link UnchangedException} when nothing was changed with
     *     certainty, an {@link OutcomeUnknownException} when the commit's answer was lost, an {@link IntegrityException} when
     *     the case contradicts itself
     * @param <S> what the handle would have been
     */
    record Failed<S>(WorkflowException failure) implements BulkOutcome<S> {}

    /**
     * Whether the request was applied, now or before.
     *
     * @return {@code true} for an answer that says so
     */
    default boolean isApplied() {
        return this instanceof Answered<S> answered && answered.outcome().isApplied();
    }

    /**
     * The answer.
     *
     * @return applied or refused
     * @throws WorkflowException the failure, if there was one
     */
    default Outcome<S> orThrow() {
        if (this instanceof Failed<S> failed) {
            throw failed.failure();
        }
        return ((Answered<S>) this).outcome();
    }

    /**
     * The same with another handle.
     *
     * @param change makes the other handle of an applied move
     * @param <T> what the other handle is
     * @return an outcome of the same kind
     */
    default <T> BulkOutcome<T> map(Function<? super S, ? extends T> change) {
        return this instanceof Answered<S> answered
                ? new Answered<>(answered.outcome().map(change))
                : new Failed<>(((Failed<S>) this).failure());
    }
}
