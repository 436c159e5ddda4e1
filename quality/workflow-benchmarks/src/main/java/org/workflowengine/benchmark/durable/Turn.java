package org.workflowengine.benchmark.durable;

import java.util.Arrays;

/**
 * What one contender's turn has shown, in nanoseconds for one step.
 *
 * @param mean by the clock
 * @param p50 by the clock: half of the steps took no longer. Of steps that share a commit: its time divided by their number
 * @param p99 the same of 99 in a hundred
 * @param client processor time of the threads that moved the cases
 * @param server processor time of the server's processes; NaN where nobody can tell
 */
record Turn(double mean, double p50, double p99, double client, double server) {
    static Turn of(long[] commits, int steps, long client, double server) {
        double[] each = Arrays.stream(commits)
                .mapToDouble(nanos -> (double) nanos / steps)
                .sorted()
                .toArray();
        double all = (double) commits.length * steps;
        return new Turn(
                Arrays.stream(each).average().orElseThrow(),
                percentile(each, 50),
                percentile(each, 99),
                client / all,
                server / all);
    }

    /** The least of the values that so many of a hundred do not exceed. */
    static double percentile(double[] sorted, int percent) {
        return sorted[Math.max((sorted.length * percent + 99) / 100 - 1, 0)];
    }
}
