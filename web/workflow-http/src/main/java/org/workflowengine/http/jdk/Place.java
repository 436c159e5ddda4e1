package org.workflowengine.http.jdk;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.workflowengine.http.internal.BusyException;

/** One request's place among those that are worked on. It is left while the client is waited for. Used by one thread. */
final class Place {
    private final Semaphore free;
    private boolean held;

    Place(Semaphore free) {
        this.free = free;
    }

    void enter() {
        try {
            held = free.tryAcquire(JdkServer.SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!held) {
            throw new BusyException("too many requests are worked on");
        }
    }

    /** Whether it was held. */
    boolean leave() {
        boolean left = held;
        if (left) {
            held = false;
            free.release();
        }
        return left;
    }
}
