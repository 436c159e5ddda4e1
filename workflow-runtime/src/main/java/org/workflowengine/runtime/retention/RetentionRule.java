package org.workflowengine.runtime.retention;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.text.Arguments;

/**
 * Which cases have been kept for long enough. A case is finished when its state is terminal, or when it rests; the time counts from when it
 * entered that state, which erasures and legal holds do not change. A rule alone purges nothing. Immutable.
 */
public final class RetentionRule {
    /** The largest number of cases in one commit. */
    public static final int LARGEST_CHUNK = 1_000;

    private static final int CHUNK = 100;

    private final String retentionClass;
    private final @Nullable String workflow;
    private final @Nullable Instant endedBefore;
    private final @Nullable Instant restingBefore;
    private final long most;
    private final int chunk;

    private RetentionRule(
            String retentionClass,
            @Nullable String workflow,
            @Nullable Instant endedBefore,
            @Nullable Instant restingBefore,
            long most,
            int chunk) {
        this.retentionClass = retentionClass;
        this.workflow = workflow;
        this.endedBefore = endedBefore;
        this.restingBefore = restingBefore;
        this.most = most;
        this.chunk = chunk;
    }

    /**
     * A rule of the organization. Until it is given a time, it applies to no case.
     *
     * @param retentionClass its name, such as {@code tax-10y}, which stays in each tombstone: 1 to 64 characters under the rules for ids
     *     (see {@link org.workflowengine.runtime.core.Actor}), checked when cases are purged
     * @return the rule
     */
    public static RetentionRule of(String retentionClass) {
        return new RetentionRule(
                Objects.requireNonNull(retentionClass, "retentionClass"), null, null, null, Long.MAX_VALUE, CHUNK);
    }

    /**
     * Applies to cases that have been in a terminal state since before a time.
     *
     * @param time the time, exclusive
     * @return a new rule
     */
    public RetentionRule endedBefore(Instant time) {
        return new RetentionRule(
                retentionClass, workflow, Objects.requireNonNull(time, "time"), restingBefore, most, chunk);
    }

    /**
     * Applies also to cases that have been in a resting state since before a time. Without this, no resting case is purged.
     *
     * @param time the time, exclusive
     * @return a new rule
     */
    public RetentionRule restingBefore(Instant time) {
        return new RetentionRule(
                retentionClass, workflow, endedBefore, Objects.requireNonNull(time, "time"), most, chunk);
    }

    /**
     * Applies only to the cases of one workflow, in all its versions.
     *
     * @param id the workflow's id
     * @return a new rule
     */
    public RetentionRule ofWorkflow(String id) {
        return new RetentionRule(
                retentionClass, Objects.requireNonNull(id, "id"), endedBefore, restingBefore, most, chunk);
    }

    /**
     * Stops after so many cases.
     *
     * @param cases the largest number, at least 1
     * @return a new rule
     * @throws IllegalArgumentException if it is smaller
     */
    public RetentionRule atMost(long cases) {
        if (cases < 1) {
            throw Arguments.wrong("cases", String.valueOf(cases), "at least 1");
        }
        return new RetentionRule(retentionClass, workflow, endedBefore, restingBefore, cases, chunk);
    }

    /**
     * How many cases are purged in one commit; {@value #CHUNK} unless it is said.
     *
     * @param cases 1 to {@link #LARGEST_CHUNK}
     * @return a new rule
     * @throws IllegalArgumentException if it is out of range
     */
    public RetentionRule inChunksOf(int cases) {
        return new RetentionRule(
                retentionClass,
                workflow,
                endedBefore,
                restingBefore,
                most,
                Arguments.from1("cases", cases, LARGEST_CHUNK));
    }

    /** {@return its name} */
    public String retentionClass() {
        return retentionClass;
    }

    /** {@return the only workflow whose cases are purged; empty for all} */
    public Optional<String> workflow() {
        return Optional.ofNullable(workflow);
    }

    /** {@return before which time a case has ended; empty if terminal cases are kept} */
    public Optional<Instant> endedBefore() {
        return Optional.ofNullable(endedBefore);
    }

    /** {@return since before which time a case rests; empty if resting cases are kept} */
    public Optional<Instant> restingBefore() {
        return Optional.ofNullable(restingBefore);
    }

    /** {@return after how many cases it stops} */
    public long most() {
        return most;
    }

    /** {@return how many cases are purged in one commit} */
    public int chunk() {
        return chunk;
    }

    @Override
    public String toString() {
        return "RetentionRule[" + retentionClass + ", workflow=" + workflow + ", endedBefore=" + endedBefore
                + ", restingBefore=" + restingBefore + ", most=" + most + ", chunk=" + chunk + "]";
    }
}
