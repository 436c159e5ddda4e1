package org.workflowengine.test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * A clock that stands still until the test sets it. The runtime of a {@link WorkflowTest} takes the time of its steps from it. Thread-safe.
 */
public final class MutableClock implements InstantSource {
    /** Where the clock of each test begins. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;

    /** A clock that stands at {@link #START}. */
    public MutableClock() {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /**
     * Sets the clock, forwards or back.
     *
     * @param time the new time
     */
    public synchronized void set(Instant time) {
        now = Objects.requireNonNull(time, "time");
    }

    /**
     * Sets the clock forwards, or back with a negative duration.
     *
     * @param duration by how much
     */
    public synchronized void advance(Duration duration) {
        now = now.plus(Objects.requireNonNull(duration, "duration"));
    }

    /** The time. */
    @Override
    public String toString() {
        return instant().toString();
    }
}
