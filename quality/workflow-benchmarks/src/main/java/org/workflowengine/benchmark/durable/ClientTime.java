package org.workflowengine.benchmark.durable;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * The processor time of the Java threads that move cases: of the current thread, or of all of them. The JVM's own threads, which compile
 * and collect, are not among them.
 */
final class ClientTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final boolean all;
    private final Map<Long, Long> before;

    private ClientTime(boolean all) {
        this.all = all;
        this.before = nanos();
    }

    static ClientTime begin(boolean ofAllThreads) {
        return new ClientTime(ofAllThreads);
    }

    /** Nanoseconds since it began; of a thread that has ended since, none. */
    long end() {
        return nanos().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    private Map<Long, Long> nanos() {
        if (!all) {
            return Map.of(Thread.currentThread().getId(), THREADS.getCurrentThreadCpuTime());
        }
        Map<Long, Long> nanos = new HashMap<>();
        for (long thread : THREADS.getAllThreadIds()) {
            long taken = THREADS.getThreadCpuTime(thread);
            if (taken >= 0) {
                nanos.put(thread, taken);
            }
        }
        return nanos;
    }
}
