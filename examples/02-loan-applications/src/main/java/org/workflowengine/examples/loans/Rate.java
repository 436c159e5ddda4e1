package org.workflowengine.examples.loans;

import java.time.Duration;

/** How many in how long. */
final class Rate {
    private Rate() {}

    static long perSecond(long count, Duration elapsed) {
        double seconds = Math.max(elapsed.toNanos(), 1) / 1e9;
        return Math.round(count / seconds);
    }
}
