package org.workflowengine.runtime.internal.engine;

import java.time.Instant;

/** The times that the schema takes: three centuries around now, in which no arithmetic in microseconds or nanoseconds overflows. */
public final class Times {
    /** The first time that can be recorded. */
    public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /** The last time that can be recorded. */
    public static final Instant LATEST = Instant.parse("2199-12-31T23:59:59.999999Z");

    private Times() {}

    /** Whether the schema takes a time of whole microseconds. */
    static boolean canBeRecorded(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    /**
     * The nearest time that can be recorded.
     *
     * @param time any time
     * @return the time itself, or the first or last that can be recorded
     */
    public static Instant within(Instant time) {
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    }
}
