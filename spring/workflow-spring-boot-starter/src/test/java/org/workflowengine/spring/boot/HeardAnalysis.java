package org.workflowengine.spring.boot;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Keeps what Spring Boot would print about a failed start. Named in the tests' {@code META-INF/spring.factories}. */
final class HeardAnalysis implements FailureAnalysisReporter {
    private static volatile FailureAnalysis last;

    static String taken() {
        FailureAnalysis analysis = last;
        last = null;
        return analysis == null
                ? "(no analysis)"
                : "Description:\n\n" + analysis.getDescription() + "\n\nAction:\n\n" + analysis.getAction() + "\n";
    }

    @Override
    public void report(FailureAnalysis analysis) {
        last = analysis;
    }
}
