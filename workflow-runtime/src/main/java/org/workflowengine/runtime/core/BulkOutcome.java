package org.workflowengine.runtime.core;

import java.util.Objects;
import java.util.function.Function;

/**
 * What became of one request of many. Either it was answered as if it had been made alone, or it failed, which does not affect the others.
 *
 * @param <S> the handle that a successful move returns
 */
public sealed interface BulkOutcome<S> {

    /**
     * Applied or refused.
     *
     * @param outcome the answer
     * @param <S> what the handle is
     */
    record Answered<S>(Outcome<S> outcome) implements BulkOutcome<S> {
        /**
         * The outcome is not null.
         *
         * @param outcome the answer
         */
        public Answered {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * Not answered.
     *
     * @param failure what {@link Outcome} has no place for: an {@link UnchangedException} if it is certain that nothing was changed, an
     *     {@link OutcomeUnknownException} if the commit's answer was lost, an {@link IntegrityException} if the case contradicts itself
     * @param <S> what the handle would have been
     */
    record Failed<S>(WorkflowException failure) implements BulkOutcome<S> {
        /**
         * The failure is not null.
         *
         * @param failure what {@link Outcome} has no place for: an {@link UnchangedException} if it is certain that nothing was changed,
         *     an {@link OutcomeUnknownException} if the commit's answer was lost, an {@link IntegrityException} if the case contradicts
         *     itself
         */
        public Failed {
            Objects.requireNonNull(failure, "failure");
        }
    }

    /**
     * Whether the request was applied, now or before.
     *
     * @return {@code true} if the answer says so
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
        Objects.requireNonNull(change, "change");
        return this instanceof Answered<S> answered
                ? new Answered<>(answered.outcome().map(change))
                : new Failed<>(((Failed<S>) this).failure());
    }
}
