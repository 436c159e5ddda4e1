package org.workflowengine.proof;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.workflowengine.runtime.fixture.Intercepted;

/**
 * Lets several calls run, of which only one may be inside the database at a time, and decides before each statement whose turn it
 * is. Who waits in the database for another lets the others go on, and is waited for again when they are through.
 */
final class Interleaving {
    /** What takes a turn: everything that the database does for a caller. */
    private static final Set<String> STEPS =
            Set.of("PreparedStatement.execute", "PreparedStatement.executeBatch", "Connection.commit");

    /** How often it is looked whether somebody waits in the database. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Waiting waiting;
    private final List<Integer> choices;
    private final List<Integer> widths = new ArrayList<>();
    private final Phase[] phases;
    private final Thread[] threads;
    private int steps;

    /** Finds out how many sessions of the database wait for a lock that another holds. */
    interface Waiting {
        /**
         * How many there are now.
         *
         * @param callers the threads of all who are in the database
         */
        int sessions(List<Thread> callers) throws SQLException;

        /** Who is not back after so long waits, whatever was found. */
        default long longestMillis() {
            return 5_000;
        }
    }

    /** Where a caller is. */
    private enum Phase {
        RUNNING,
        ASKING,
        IN_THE_DATABASE,
        BLOCKED,
        DONE
    }

    /**
     * One way for them to interleave.
     *
     * @param callers how many
     * @param waiting tells who is blocked
     * @param choices whose turn it is, as an index into those who ask, for the first so many steps; after that always the first
     */
    Interleaving(int callers, Waiting waiting, List<Integer> choices) {
        this.waiting = waiting;
        this.choices = choices;
        this.phases = new Phase[callers];
        Arrays.fill(phases, Phase.RUNNING);
        this.threads = new Thread[callers];
    }

    /** The next way after this one has been run, in the order of a depth-first search; null when it was the last. */
    List<Integer> next() {
        List<Integer> next = new ArrayList<>(widths.size());
        for (int i = 0; i < widths.size(); i++) {
            next.add(i < choices.size() ? choices.get(i) : 0);
        }
        for (int last = next.size() - 1; last >= 0; last--) {
            if (next.get(last) + 1 < widths.get(last)) {
                next.set(last, next.get(last) + 1);
                return next.subList(0, last + 1);
            }
        }
        return null;
    }

    int steps() {
        return steps;
    }

    /** Makes a JDBC call of a caller when it is his turn. */
    Object around(int caller, String call, Intercepted.Effect effect) throws Throwable {
        if (!STEPS.contains(call)) {
            return effect.make();
        }
        await(caller);
        try {
            return effect.make();
        } finally {
            enter(caller, Phase.RUNNING);
        }
    }

    /** Runs the calls to their ends; their answers in order. */
    <T> List<T> run(List<? extends Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Future<T>> answers = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                int caller = i;
                answers.add(threads.submit(() -> {
                    try {
                        return calls.get(caller).call();
                    } finally {
                        enter(caller, Phase.DONE);
                    }
                }));
            }
            conduct();
            List<T> results = new ArrayList<>();
            for (Future<T> answer : answers) {
                results.add(answer.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private void enter(int caller, Phase phase) {
        lock.lock();
        try {
            phases[caller] = phase;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(int caller) throws InterruptedException {
        lock.lock();
        try {
            threads[caller] = Thread.currentThread();
            phases[caller] = Phase.ASKING;
            changed.signalAll();
            while (phases[caller] == Phase.ASKING) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives turns until all are done. */
    private void conduct() throws InterruptedException, SQLException {
        lock.lock();
        try {
            for (; ; ) {
                settle();
                List<Integer> asking = new ArrayList<>();
                boolean all = true;
                for (int caller = 0; caller < phases.length; caller++) {
                    all &= phases[caller] == Phase.DONE;
                    if (phases[caller] == Phase.ASKING) {
                        asking.add(caller);
                    }
                }
                if (all) {
                    return;
                }
                if (asking.isEmpty()) {
                    // Nobody but those who wait in the database: one of them must come back, at the latest when it
                    // gives up.
                    changed.await();
                    continue;
                }
                int chosen = steps < choices.size() ? Math.min(choices.get(steps), asking.size() - 1) : 0;
                widths.add(asking.size());
                steps++;
                phases[asking.get(chosen)] = Phase.IN_THE_DATABASE;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everybody asks, is blocked or is done. */
    private void settle() throws InterruptedException, SQLException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waiting.longestMillis());
        for (; ; ) {
            boolean moving = false;
            int inside = -1;
            int known = 0;
            for (int caller = 0; caller < phases.length; caller++) {
                moving |= phases[caller] == Phase.RUNNING;
                inside = phases[caller] == Phase.IN_THE_DATABASE ? caller : inside;
                known += phases[caller] == Phase.BLOCKED ? 1 : 0;
            }
            if (moving) {
                changed.await();
            } else if (inside < 0) {
                if (known == 0 || System.nanoTime() - deadline > 0 || blocked() >= known) {
                    return;
                }
                // One of them has been let go and is on its way back.
                changed.awaitNanos(LOOK_NANOS);
            } else if (changed.awaitNanos(LOOK_NANOS) <= 0) {
                if (phases[inside] == Phase.IN_THE_DATABASE
                        && (System.nanoTime() - deadline > 0 || blocked() > known)) {
                    phases[inside] = Phase.BLOCKED;
                }
            }
        }
    }

    private int blocked() throws SQLException {
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < phases.length; caller++) {
            if (phases[caller] == Phase.IN_THE_DATABASE || phases[caller] == Phase.BLOCKED) {
                callers.add(threads[caller]);
            }
        }
        return waiting.sessions(callers);
    }
}
