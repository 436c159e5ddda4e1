package org.workflowengine.http.jdk;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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
            throw new BusyException();
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

    /** Others have held all places for too long, or the server ends. */
    static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private BusyException() {
            super("too many requests are worked on");
        }
    }
}
