package org.workflowengine.benchmark.growth;

import java.nio.file.Path;
import org.workflowengine.runtime.WorkflowRuntime;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.fixture.CaseReview;

/** A program that opens a case on an embedded database and moves it once: what {@link StartUpRun} starts anew each time. */
public final class Start {
    private Start() {}

    /**
     * Moves the case and says so.
     *
     * @param arguments where the database lies
     */
    public static void main(String[] arguments) {
        try (WorkflowRuntime runtime = WorkflowRuntime.embedded(Path.of(arguments[0]))) {
            Decision decision = Decision.by("alice").because("all documents in");
            System.out.println(CaseReview.Engine.on(runtime)
                    .open("C-1", decision)
                    .orThrow()
                    .startReview(decision)
                    .orThrow());
        }
    }
}
