package org.workflowengine.proof;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/** A clock that jumps by up to an hour, forwards or back, each time it is asked. */
final class AstrayClock implements InstantSource {
    private static final int HOUR = 3_600_000;

    private final Random random;
    private Instant now = Instant.parse("2026-03-29T00:59:59.999999999Z");

    AstrayClock(Random random) {
        this.random = random;
    }

    @Override
    public synchronized Instant instant() {
        now = now.plusMillis(random.nextInt(2 * HOUR + 1) - HOUR).plusNanos(random.nextInt(1_000_000));
        return now;
    }
}
