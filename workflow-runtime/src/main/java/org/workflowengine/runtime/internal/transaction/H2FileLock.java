package org.workflowengine.runtime.internal.transaction;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes the transactions on an H2 file take turns, from before a connection is taken until it has been given back.
 *
 * <p>H2 writes its file at each commit and at each rollback, also one after mere reading, as pools make one; and it writes down the state
 * of one table after the other (h2database issue 2080). If another transaction writes in between, only part of its changes is kept, and a
 * process that is killed before the next writing leaves half a step in the file. The database's own locks do not help: they are released
 * before it is written. Acknowledged steps are never affected.
 *
 * <p>There is one lock for all H2 files of the process, which rarely has two. No other process can have one of them open, unless there is
 * an H2 server. Only the first look at a database, when a runtime starts, is taken without it. Thread-safe.
 */
public final class H2FileLock {
    static final H2FileLock ON_H2_FILES = new H2FileLock(true);

    /** Waits for nobody. */
    public static final H2FileLock NONE = new H2FileLock(false);

    private final ReentrantLock lock = new ReentrantLock();
    private final boolean needed;

    /** Guarded by the lock: only the thread that holds it reads and writes this. */
    private boolean alone;

    private H2FileLock(boolean needed) {
        this.needed = needed;
    }

    public boolean isNeeded() {
        return needed;
    }

    /**
     * Waits for the lock. A thread that holds it may take it again, unless it holds it for one transaction alone.
     *
     * @throws IllegalStateException if this thread holds it for one transaction alone
     */
    void take() {
        if (needed) {
            lock.lock();
            if (alone) {
                lock.unlock();
                throw new IllegalStateException(
                        "this thread is inside inTransaction on an H2 file, where transactions take turns: use the host that"
                                + " inTransaction hands over, not the runtime, and make each engine once on the runtime before");
            }
        }
    }

    /** For the thread that holds the lock: while a transaction is alone, not even this thread may begin another one. */
    void alone(boolean isAlone) {
        if (needed) {
            alone = isAlone;
        }
    }

    /** Releases what the same thread has taken. */
    void pass() {
        if (needed) {
            lock.unlock();
        }
    }
}
