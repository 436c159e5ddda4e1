package org.workflowengine.diagram;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** What is drawn besides the definition. */
record Options(
        boolean guards,
        Optional<CasePath> path,
        Map<String, String> badges,
        Map<String, String> notes,
        Function<WorkflowTransition, Optional<TransitionMark>> marks,
        Function<WorkflowState, String> stateLinks,
        Function<WorkflowTransition, String> transitionLinks) {
    static final Options NONE =
            new Options(true, Optional.empty(), Map.of(), Map.of(), row -> Optional.empty(), state -> "", row -> "");

    Options withoutGuards() {
        return new Options(false, path, badges, notes, marks, stateLinks, transitionLinks);
    }

    Options path(CasePath walked) {
        return new Options(guards, Optional.of(walked), badges, notes, marks, stateLinks, transitionLinks);
    }

    Options badges(Map<String, String> shown) {
        return new Options(guards, path, Map.copyOf(shown), notes, marks, stateLinks, transitionLinks);
    }

    Options notes(Map<String, String> shown) {
        return new Options(guards, path, badges, Map.copyOf(shown), marks, stateLinks, transitionLinks);
    }

    Options marks(Function<WorkflowTransition, Optional<TransitionMark>> shown) {
        return new Options(guards, path, badges, notes, shown, stateLinks, transitionLinks);
    }

    Options links(Function<WorkflowState, String> states, Function<WorkflowTransition, String> transitions) {
        return new Options(guards, path, badges, notes, marks, states, transitions);
    }
}
