package org.workflowengine.runtime.internal.text;

import java.time.Instant;

/** Times as whole microseconds since 1970-01-01T00:00:00Z. This number is what is digested. */
public final class Micros {
    private static final long A_SECOND = 1_000_000;
    private static final int NANOS = 1_000;

    private Micros() {}

    /**
     * A time as a number. Not by way of {@code ChronoUnit}, which JDK 17 lets overflow from the year 2262 on.
     *
     * @param time a time within 290,000 years of 1970; what is finer than a microsecond is cut off
     * @return the number
     * @throws ArithmeticException if the time is farther away
     */
    public static long of(Instant time) {
        long seconds = time.getEpochSecond();
        int nanos = time.getNano();
        return Math.addExact(Math.multiplyExact(seconds, A_SECOND), (long) nanos / NANOS);
    }
}
