package org.workflowengine.runtime.core;

import java.util.Objects;
import java.util.function.Function;

/**
 * The answer to a move: applied, or refused with the reason. A refusal is decided before anything is written. It is a value, so inside a
 * caller's transaction it forces no rollback.
 *
 * <p><strong>Never drop an outcome.</strong> A refused step was not made; if you ignore the refusal, business rows written in the same
 * transaction are committed without the step. Look at it, call {@link #orThrow()}, or use {@code engine.throwing()}, whose moves return
 * the handle and throw if they are refused.
 *
 * @param <S> the handle that a successful move returns
 */
public sealed interface Outcome<S> {

    /**
     * The move was made: state and audit entry are committed. Inside a transaction of the caller's they are written, and are committed or
     * rolled back with it.
     *
     * @param <S> what the handle is
     */
    final class Applied<S> implements Outcome<S> {
        private final S handle;
        private final long seq;
        private final Digest digest;
        private final boolean replayed;

        /**
         * From all its properties. A property added later brings a constructor of its own.
         *
         * @param handle the case after the step
         * @param seq the step's number
         * @param digest the digest of the step's audit entry
         * @param replayed whether this request had been applied before; the answer is then the first one, and nothing was written
         */
        public Applied(S handle, long seq, Digest digest, boolean replayed) {
            this.handle = Objects.requireNonNull(handle, "handle");
            this.seq = seq;
            this.digest = Objects.requireNonNull(digest, "digest");
            this.replayed = replayed;
        }

        /** {@return the case after the step} */
        public S handle() {
            return handle;
        }

        /** {@return the step's number} */
        public long seq() {
            return seq;
        }

        /** {@return the digest of the step's audit entry} */
        public Digest digest() {
            return digest;
        }

        /** {@return whether this request had been applied before; the answer is then the first one, and nothing was written} */
        public boolean replayed() {
            return replayed;
        }

        /** Equal if all properties are. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Applied<?> that
                    && handle.equals(that.handle)
                    && seq == that.seq
                    && digest.equals(that.digest)
                    && replayed == that.replayed;
        }

        @Override
        public int hashCode() {
            return Objects.hash(handle, seq, digest, replayed);
        }

        @Override
        public String toString() {
            return "Applied[handle=" + handle + ", seq=" + seq + ", digest=" + digest + ", replayed=" + replayed + "]";
        }
    }

    /**
     * The move was not made, and nothing was written.
     *
     * @param refusal why
     * @param <S> what the handle would have been
     */
    record Refused<S>(Refusal refusal) implements Outcome<S> {
        /**
         * The refusal is not null.
         *
         * @param refusal why
         */
        public Refused {
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /**
     * The handle of an applied move.
     *
     * @return the case after the step
     * @throws RefusedException carrying the refusal, for callers that want a rollback
     */
    default S orThrow() {
        if (this instanceof Applied<S> applied) {
            return applied.handle();
        }
        throw new RefusedException(((Refused<S>) this).refusal());
    }

    /**
     * Whether the move was made.
     *
     * @return {@code true} for {@link Applied}
     */
    default boolean isApplied() {
        return this instanceof Applied;
    }

    /**
     * The same outcome with another handle.
     *
     * @param change makes the other handle of an applied move
     * @param <T> what the other handle is
     * @return an outcome of the same kind
     */
    default <T> Outcome<T> map(Function<? super S, ? extends T> change) {
        Objects.requireNonNull(change, "change");
        if (this instanceof Applied<S> applied) {
            return new Applied<>(change.apply(applied.handle()), applied.seq(), applied.digest(), applied.replayed());
        }
        return new Refused<>(((Refused<S>) this).refusal());
    }
}
