package org.workflowengine.processor.collect;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.processor.model.Problem;

/** What came up while one definition was read. */
final class Problems {

    private final Set<Problem> problems = new LinkedHashSet<>();
    private boolean faulty;

    void add(Problem problem) {
        problems.add(problem);
    }

    void add(Collection<Problem> more) {
        problems.addAll(more);
    }

    void add(Optional<Problem> problem) {
        if (problem.isPresent()) {
            problems.add(problem.get());
        }
    }

    /** Something is missing that the compiler reports. */
    void unresolved() {
        faulty = true;
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }

    boolean isFaulty() {
        return faulty;
    }
}
