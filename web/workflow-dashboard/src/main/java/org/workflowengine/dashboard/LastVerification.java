package org.workflowengine.dashboard;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Verdict;

/** A verification of everything, as the host remembers it. Immutable. */
public final class LastVerification {
    private final Verdict verdict;
    private final Instant began;
    private final @Nullable Instant checkpoint;

    private LastVerification(Verdict verdict, Instant began, @Nullable Instant checkpoint) {
        this.verdict = verdict;
        this.began = began;
        this.checkpoint = checkpoint;
    }

    /**
     * A verification that has ended.
     *
     * @param verdict what {@code Verification.verifyAll} returned
     * @param began when it was begun
     * @return what the pages show of it
     */
    public static LastVerification of(Verdict verdict, Instant began) {
        return new LastVerification(
                Objects.requireNonNull(verdict, "verdict"), Objects.requireNonNull(began, "began"), null);
    }

    /**
     * The same, compared with a checkpoint.
     *
     * @param taken when the checkpoint was taken with which everything was compared
     * @return a copy
     */
    public LastVerification against(Instant taken) {
        return new LastVerification(verdict, began, Objects.requireNonNull(taken, "taken"));
    }

    /**
     * What was found.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * When it was begun.
     *
     * @return the time
     */
    public Instant began() {
        return began;
    }

    /**
     * When the checkpoint was taken with which everything was compared.
     *
     * @return the time; empty if it was compared with none
     */
    public Optional<Instant> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }
}
