package org.workflowengine.processor.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Components;
import org.workflowengine.processor.model.Path;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.Wording;

/** WF203: every state can be entered; of those that cannot, only the first of each chain or island is reported. */
final class Reachable implements Rule {

    @Override
    public Code code() {
        return Code.WF203;
    }

    @Override
    public List<Problem> check(Subject subject) {
        // An unknown target may be the very state that seems unreachable.
        if (subject.hasUnknownTargets()) {
            return List.of();
        }
        return subject.start().map(start -> check(subject, start)).orElse(List.of());
    }

    private List<Problem> check(Subject subject, StateNode start) {
        Set<String> unreachable = subject.graph().states();
        unreachable.removeAll(subject.graph().reachableFrom(List.of(start.name())));
        return Components.of(subject.graph(), unreachable).sources().stream()
                .map(island -> problem(subject, start, island))
                .toList();
    }

    private Problem problem(Subject subject, StateNode start, Set<String> island) {
        var first = island.iterator().next();
        Set<String> behind = new LinkedHashSet<>(subject.graph().states());
        behind.retainAll(subject.graph().reachableFrom(island));
        behind.removeAll(subject.graph().reachableFrom(List.of(start.name())));
        behind.removeAll(island);
        var found = subject.graph().cycle(first).map(Path::text);
        var alone = island.size() == 1
                ? found.map(loop -> "only its own transition enters it: " + loop)
                        .orElse("no transition enters it")
                : "nothing but themselves enters them: " + found.orElse(Wording.list(island));
        var anchor = subject.model().state(first).orElseThrow().anchor();
        return Problem.of(code(), anchor, Wording.list(island) + " can never be entered")
                .found(alone + (behind.isEmpty() ? "" : "\ncut off with it: " + Wording.list(behind)))
                .expected("every state is reached from the initial state (" + start.name() + ")")
                .fix("let a state that is reached return " + first + ", or remove it");
    }
}
