package org.workflowengine.test;

import java.lang.management.ManagementFactory;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.fixture.CaseReview;

/** Prints how long the matrix and 200 walks of the reference workflow take, from cold to warm. No test: nothing is asserted. */
final class Speed {
    private static final int ROUNDS = 8;

    private Speed() {}

    public static void main(String... arguments) {
        for (int round = 1; round <= ROUNDS; round++) {
            try (WorkflowRuntime runtime = WorkflowRuntime.inMemory()) {
                WorkflowChecks checks = WorkflowChecks.on(CaseReview.Engine.on(runtime));
                Time begin = Time.now();
                int pairs = checks.matrix().pairs();
                Time between = Time.now();
                checks.walks(200, round);
                Time end = Time.now();
                System.out.println("round " + round + ": matrix of " + pairs + " pairs " + between.since(begin)
                        + ", 200 walks " + end.since(between));
            }
        }
    }

    /** What has passed, and what this thread has computed: on a busy machine only the second says something. */
    private record Time(long nanos, long computed) {
        static Time now() {
            return new Time(
                    System.nanoTime(), ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        }

        String since(Time earlier) {
            return (nanos - earlier.nanos) / 1_000_000 + " ms (" + (computed - earlier.computed) / 1_000_000
                    + " ms computing)";
        }
    }
}
