package org.workflowengine.processor.collect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.Problem;

/** What came up while one definition was read. */
final class Findings {

    private final Set<Problem> problems = new LinkedHashSet<>();
    private boolean faulty;
    private boolean awaiting;

    void add(Problem problem) {
        problems.add(problem);
    }

    /** Something is missing that the compiler reports. */
    void unresolved() {
        faulty = true;
    }

    /** Something is missing that another processor may still generate; if nobody does, the compiler reports it. */
    void awaited() {
        faulty = true;
        awaiting = true;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    boolean isFaulty() {
        return faulty;
    }

    boolean isAwaiting() {
        return awaiting;
    }
}
