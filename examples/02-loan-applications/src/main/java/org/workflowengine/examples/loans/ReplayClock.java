package org.workflowengine.examples.loans;

import java.time.Instant;
import java.time.InstantSource;

/** The clock of a replay: it shows the time of the event that is being replayed. */
final class ReplayClock implements InstantSource {
    private volatile Instant now;

    /** Shows the given time until the first event. */
    ReplayClock(Instant before) {
        now = before;
    }

    void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
