package org.workflowengine.processor.collect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.Problem;

/** What came up while one definition was read. */
final class Findings {

    private final Set<Problem> problems = new LinkedHashSet<>();
    private boolean faulty;

    void add(Problem problem) {
        problems.add(problem);
    }

    /** Something is missing that the compiler reports. */
    void unresolved() {
        faulty = true;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    boolean isFaulty() {
        return faulty;
    }
}
