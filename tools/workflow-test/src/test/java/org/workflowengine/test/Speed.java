package org.workflowengine.test;

import java.util.Locale;
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
                long begin = System.nanoTime();
                int pairs = checks.matrix().pairs();
                long between = System.nanoTime();
                checks.walks(200, round);
                long end = System.nanoTime();
                System.out.println(String.format(
                        Locale.ROOT,
                        "round %d: matrix of %d pairs %d ms, 200 walks %d ms",
                        round,
                        pairs,
                        (between - begin) / 1_000_000,
                        (end - between) / 1_000_000));
            }
        }
    }
}
