package org.workflowengine.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what the application context lacks, or has too much of. */
final class WiringFailureAnalyzer extends AbstractFailureAnalyzer<WiringException> {
    /** For Spring Boot. */
    WiringFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WiringException cause) {
        return new FailureAnalysis(
                "The workflow engine cannot start: " + cause.found() + ".",
                Character.toUpperCase(cause.fix().charAt(0)) + cause.fix().substring(1) + ".",
                rootFailure);
    }
}
