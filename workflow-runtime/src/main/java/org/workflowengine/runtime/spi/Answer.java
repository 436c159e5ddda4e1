package org.workflowengine.runtime.spi;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the engine, as observers are told of it: which transition was asked for, what was answered, and how long that took. Never in
 * it are facts, reason, actor, principal, evidence and request id. Immutable. Later versions may have more properties.
 */
public final class Answer {
    /** The transition where the workflow has none of the name that was asked for: names from outside would be labels without end. */
    public static final String UNKNOWN_TRANSITION = "(unknown)";

    private final String workflow;
    private final int version;
    private final String transition;
    private final Result result;
    private final @Nullable String caseId;
    private final @Nullable String refusal;
    private final @Nullable String state;
    private final List<String> unmet;
    private final @Nullable String unmetTransition;
    private final @Nullable String cause;
    private final boolean joined;
    private final boolean followed;
    private final Duration duration;

    /** 0 if there is none. */
    private final long seq;

    private Answer(Properties properties) {
        this.workflow = properties.workflow;
        this.version = properties.version;
        this.transition = properties.transition;
        this.result = properties.result;
        this.caseId = properties.caseId;
        this.refusal = properties.refusal;
        this.state = properties.state;
        this.unmet = properties.unmet;
        this.unmetTransition = properties.unmetTransition;
        this.cause = properties.cause;
        this.joined = properties.joined;
        this.followed = properties.followed;
        this.duration = properties.duration;
        this.seq = properties.seq;
    }

    /** While an answer is made. Used by one thread. */
    private static final class Properties {
        private final String workflow;
        private final int version;
        private final String transition;
        private final Result result;
        private @Nullable String caseId;
        private @Nullable String refusal;
        private @Nullable String state;
        private List<String> unmet = List.of();
        private @Nullable String unmetTransition;
        private @Nullable String cause;
        private boolean joined;
        private boolean followed;
        private Duration duration = Duration.ZERO;
        private long seq;

        private Properties(String workflow, int version, String transition, Result result) {
            this.workflow = workflow;
            this.version = version;
            this.transition = transition;
            this.result = result;
        }
    }

    private Answer with(Consumer<Properties> change) {
        Properties properties = new Properties(workflow, version, transition, result);
        properties.caseId = caseId;
        properties.refusal = refusal;
        properties.state = state;
        properties.unmet = unmet;
        properties.unmetTransition = unmetTransition;
        properties.cause = cause;
        properties.joined = joined;
        properties.followed = followed;
        properties.duration = duration;
        properties.seq = seq;
        change.accept(properties);
        return new Answer(properties);
    }

    /** What was answered. Later versions may have more. */
    public enum Result {
        /** The step was made; see {@link Answer#isJoined}. */
        APPLIED,
        /** The request had been applied before, and was answered as it was then. Nothing was written. */
        REPLAYED,
        /** The request was refused; see {@link Answer#refusal}. Nothing was written. */
        REFUSED,
        /** An {@code UnchangedException}: the database failed, and nothing was changed with certainty. */
        UNCHANGED,
        /** An {@code OutcomeUnknownException}: the commit was sent and its answer lost. */
        UNKNOWN,
        /** Any other exception or error: a case that contradicts its history, a broken setup, a fault of the program. */
        FAILED
    }

    /**
     * An answer, such as a test of an observer gives it; the methods {@code with…} add what is known beyond that.
     *
     * @param workflow the workflow's id
     * @param version the version of the definition that answered
     * @param transition as {@link #transition()}
     * @param result what was answered
     * @return an answer without a case, not joined, that took no time
     */
    public static Answer of(String workflow, int version, String transition, Result result) {
        return new Answer(new Properties(
                Objects.requireNonNull(workflow, "workflow"),
                version,
                Objects.requireNonNull(transition, "transition"),
                Objects.requireNonNull(result, "result")));
    }

    /**
     * The same answer about a case.
     *
     * @param caseId as {@link #caseId()}; null for none
     * @return a new answer
     */
    public Answer withCaseId(@Nullable String caseId) {
        return with(properties -> properties.caseId = caseId);
    }

    /**
     * The same answer with the kind of its refusal.
     *
     * @param refusal as {@link #refusal()}; null for none
     * @return a new answer
     */
    public Answer withRefusal(@Nullable String refusal) {
        return with(properties -> properties.refusal = refusal);
    }

    /**
     * The same answer with what was not satisfied.
     *
     * @param state as {@link #state()}
     * @param unmet as {@link #unmet()}
     * @return a new answer
     */
    public Answer withUnmet(String state, List<String> unmet) {
        Objects.requireNonNull(state, "state");
        List<String> copy = List.copyOf(Objects.requireNonNull(unmet, "unmet"));
        return with(properties -> {
            properties.state = state;
            properties.unmet = copy;
        });
    }

    /**
     * The same answer with the transition that was not satisfied.
     *
     * @param unmetTransition as {@link #unmetTransition()}; null for none
     * @return a new answer
     */
    public Answer withUnmetTransition(@Nullable String unmetTransition) {
        return with(properties -> properties.unmetTransition = unmetTransition);
    }

    /**
     * The same answer with the cause of its refusal.
     *
     * @param cause as {@link #cause()}; null for none
     * @return a new answer
     */
    public Answer withCause(@Nullable String cause) {
        return with(properties -> properties.cause = cause);
    }

    /**
     * The same answer, of a step that was written in a transaction of the caller's.
     *
     * @param followed as {@link #isFollowed}
     * @return a new answer
     */
    public Answer withJoined(boolean followed) {
        return with(properties -> {
            properties.joined = true;
            properties.followed = followed;
        });
    }

    /**
     * The same answer, which took so long.
     *
     * @param duration as {@link #duration()}
     * @return a new answer
     */
    public Answer withDuration(Duration duration) {
        Objects.requireNonNull(duration, "duration");
        return with(properties -> properties.duration = duration);
    }

    /**
     * The same answer about a step of the case.
     *
     * @param seq the number of the step, from 1 on
     * @return a new answer
     * @throws IllegalArgumentException if the number is below 1
     */
    public Answer withSeq(long seq) {
        if (seq < 1) {
            throw new IllegalArgumentException("seq: found " + seq + ", expected at least 1");
        }
        return with(properties -> properties.seq = seq);
    }

    /** {@return the workflow's id} */
    public String workflow() {
        return workflow;
    }

    /** {@return the version of the definition that answered} */
    public int version() {
        return version;
    }

    /**
     * The transition that was asked for.
     *
     * @return an id of the definition; {@code (open)}, {@code (import)}, {@code (migrate)}, {@code (erase)}, or {@code (unknown)} for a name that the
     *     definition does not have
     */
    public String transition() {
        return transition;
    }

    /** {@return what was answered} */
    public Result result() {
        return result;
    }

    /**
     * The kind of the refusal.
     *
     * @return the stable id that {@code Refusal.kind()} has; empty when nothing was refused
     */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * The state in which the case was when the guard or an obligation of the transition was not satisfied.
     *
     * @return its id; empty for every other answer
     */
    public Optional<String> state() {
        return Optional.ofNullable(state);
    }

    /**
     * What was not satisfied, in names of the definition: never a value of a fact or the name of a person.
     *
     * @return the facts of the unmet conditions, in the order of the guard; for four eyes the state, for a quorum the step that is counted;
     *     empty for every other answer
     */
    public List<String> unmet() {
        return unmet;
    }

    /**
     * The transition whose guard or obligation was not satisfied. It is another one than {@link #transition()} if the case had to migrate first.
     *
     * @return its id, for a migration such as {@code (migrate:1)}; empty for every other answer
     */
    public Optional<String> unmetTransition() {
        return Optional.ofNullable(unmetTransition);
    }

    /**
     * Why four eyes have refused.
     *
     * @return the name of the constant that {@code Refusal.ActorNotPermitted.cause()} has, such as {@code SAME_NAME}; empty for every other
     *     answer
     */
    public Optional<String> cause() {
        return Optional.ofNullable(cause);
    }

    /**
     * The case. Their number is unbounded: use it for logs and traces, not for labels of metrics.
     *
     * @return its id; empty if what was given cannot be an id
     */
    public Optional<String> caseId() {
        return Optional.ofNullable(caseId);
    }

    /**
     * The number of the step that was made, or had been made before.
     *
     * @return the number of the step within its case, from 1 on; empty unless the result is {@code APPLIED} or {@code REPLAYED}
     */
    public OptionalLong seq() {
        return seq == 0 ? OptionalLong.empty() : OptionalLong.of(seq);
    }

    /**
     * Whether a step was written in a transaction of the caller's, which commits it or rolls it back later. An applied step that is not joined
     * is committed.
     *
     * @return {@code false} also when nothing was written
     */
    public boolean isJoined() {
        return joined;
    }

    /**
     * Whether {@link WorkflowObserver#completed} will tell what became of a joined step. On a connection or session that was handed over
     * ({@code runtime.within(…)}) nobody knows.
     *
     * @return {@code false} also when the step is not joined
     */
    public boolean isFollowed() {
        return followed;
    }

    /**
     * How long the call took, from its beginning to the end of the engine's transaction; for a request of {@code applyAll}, how long its chunk
     * took.
     *
     * @return by the stopwatch of the runtime's options; never negative
     */
    public Duration duration() {
        return duration;
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Answer that
                && workflow.equals(that.workflow)
                && version == that.version
                && transition.equals(that.transition)
                && result == that.result
                && Objects.equals(caseId, that.caseId)
                && Objects.equals(refusal, that.refusal)
                && Objects.equals(state, that.state)
                && unmet.equals(that.unmet)
                && Objects.equals(unmetTransition, that.unmetTransition)
                && Objects.equals(cause, that.cause)
                && joined == that.joined
                && followed == that.followed
                && duration.equals(that.duration)
                && seq == that.seq;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                workflow,
                version,
                transition,
                result,
                caseId,
                refusal,
                state,
                unmet,
                unmetTransition,
                cause,
                joined,
                followed,
                duration,
                seq);
    }

    /** All but the case and its step; the duration in milliseconds. */
    @Override
    public String toString() {
        return workflow + " version " + version + ", " + transition + ": " + result
                + (refusal == null ? "" : " (" + refusal + ")")
                + (joined ? ", joined" : "")
                + String.format(Locale.ROOT, " in %d.%03d ms", duration.toMillis(), duration.toNanos() / 1_000 % 1_000);
    }
}
