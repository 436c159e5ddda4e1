package org.workflowengine.benchmark.boot;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.workflowengine.runtime.core.Decision;

/** An application with the engine's starter: it opens a case and moves it once. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class WithStarter {
    /** For Spring. */
    public WithStarter() {}

    /**
     * Starts it.
     *
     * @param arguments the URL of the database, and the id of a new case
     */
    public static void main(String[] arguments) {
        Decision decision = Decision.by("alice").because("all documents in");
        Application.run(
                WithStarter.class,
                arguments,
                (context, caseId) -> context.getBean(ReviewEngine.class)
                        .open(caseId, decision)
                        .orThrow()
                        .startReview(ReviewFact.requiredFieldsComplete(true), decision)
                        .orThrow()
                        .toString());
    }
}
