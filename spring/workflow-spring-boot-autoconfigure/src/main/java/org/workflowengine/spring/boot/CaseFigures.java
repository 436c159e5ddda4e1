package org.workflowengine.spring.boot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.WorkflowException;
import org.workflowengine.runtime.query.CappedCount;
import org.workflowengine.runtime.query.StateCount;

/**
 * How many cases are in each state, and when the oldest entered it. The database is read at most every half minute, however many callers
 * ask, and each state is counted to {@value #MOST}, so the cost does not grow with the number of cases. Thread-safe.
 */
final class CaseFigures {
    static final int MOST = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(CaseFigures.class);
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final WorkflowRuntime runtime;
    private final InstantSource clock;
    private final LongSupplier nanoseconds;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Dated last;

    /**
     * @param clock what the engine's times are of; it may stand still
     * @param nanoseconds measures how long ago the figures were read; never set back
     */
    CaseFigures(WorkflowRuntime runtime, InstantSource clock, LongSupplier nanoseconds) {
        this.runtime = runtime;
        this.clock = clock;
        this.nanoseconds = nanoseconds;
    }

    /** A state of a version of a workflow. */
    record State(String workflow, int version, String id) {}

    /** What was read at one time; nothing if it could not be read. */
    record Snapshot(Instant taken, Map<State, CappedCount> cases, Map<State, Instant> oldest, boolean isRead) {
        long count(State state) {
            CappedCount count = cases.get(state);
            return count == null ? 0 : count.value();
        }

        String shown(State state) {
            CappedCount count = cases.get(state);
            return count == null ? "0" : count.toString();
        }
    }

    private record Dated(Snapshot snapshot, long nanoseconds) {}

    /** What was read last, if that is fresh; otherwise it is read again. While one caller reads, the others take what is there. */
    Snapshot snapshot() {
        Dated present = last;
        if (present != null && (isFresh(present) || !reading.tryLock())) {
            return present.snapshot();
        }
        if (present == null) {
            reading.lock();
        }
        try {
            Dated meanwhile = last;
            if (meanwhile != null && isFresh(meanwhile)) {
                return meanwhile.snapshot();
            }
            Snapshot fresh = read();
            last = new Dated(fresh, nanoseconds.getAsLong());
            return fresh;
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(Dated figures) {
        return nanoseconds.getAsLong() - figures.nanoseconds() < FRESH.toNanos();
    }

    private Snapshot read() {
        Map<State, CappedCount> cases = new HashMap<>();
        Map<State, Instant> oldest = new HashMap<>();
        try {
            for (StateCount count : runtime.cases().countByState(MOST)) {
                cases.put(new State(count.workflow(), count.version(), count.state()), count.cases());
            }
            List<CaseHead> heads = runtime.cases().open().oldestByState();
            heads.forEach(
                    head -> oldest.put(new State(head.workflow(), head.version(), head.state()), head.enteredAt()));
        } catch (WorkflowException e) {
            LOG.debug("The cases cannot be counted; their gauges show no number until they can", e);
            return new Snapshot(clock.instant(), Map.of(), Map.of(), false);
        }
        return new Snapshot(clock.instant(), cases, oldest, true);
    }

    /** The number of cases for a gauge: not a number where it could not be read. */
    double cases(State state) {
        Snapshot snapshot = snapshot();
        return snapshot.isRead() ? snapshot.count(state) : Double.NaN;
    }

    /** How long the oldest case has been in a state, in seconds; 0 if there is none. */
    double oldestSeconds(State state) {
        Snapshot snapshot = snapshot();
        if (!snapshot.isRead()) {
            return Double.NaN;
        }
        Instant entered = snapshot.oldest().get(state);
        return entered == null
                ? 0
                : Math.max(0, Duration.between(entered, clock.instant()).toMillis() / 1_000.0);
    }
}
