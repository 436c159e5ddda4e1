package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Components;
import org.workflowengine.processor.model.Path;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.Wording;

/** WF204: from every state some path ends the case; of those without one, only the loop that holds the case is reported. */
final class WayOut implements Rule {

    @Override
    public Code code() {
        return Code.WF204;
    }

    @Override
    public List<Problem> check(Subject subject) {
        if (subject.model().terminalStates().isEmpty()) {
            return List.of();
        }
        var good = new ArrayList<String>();
        for (StateNode state : subject.model().states()) {
            if (state.terminal() || state.leadsIntoTheUnknown()) {
                good.add(state.name());
            }
        }
        var trapped = subject.graph().states();
        trapped.removeAll(subject.graph().reaching(good));
        return Components.of(subject.graph(), trapped).sinks().stream()
                .filter(loop -> subject.graph().cycle(loop.iterator().next()).isPresent())
                .map(loop -> problem(subject, loop))
                .toList();
    }

    private Problem problem(Subject subject, Set<String> loop) {
        var first = firstEntered(subject, loop);
        var anchor = subject.model().state(first).orElseThrow().anchor();
        var terminal = Subject.names(subject.model().terminalStates());
        var problem = Problem.of(code(), anchor, first + " can be entered but never finished");
        return subject.wayInto(first)
                .map(path -> problem.enteredBy(path.text()))
                .orElse(problem)
                .found(loopInWords(subject, first, loop))
                .expected("from every state some path reaches a terminal state (" + Wording.list(terminal) + ")")
                .fix("give " + Wording.either(List.copyOf(loop)) + " a transition out, e.g.   @Transition "
                        + terminal.get(0) + " finish();");
    }

    private static String loopInWords(Subject subject, String first, Set<String> loop) {
        var cycle = subject.graph().cycle(first).orElseThrow();
        return cycle.steps().size() == loop.size()
                ? cycle.text() + " is a closed loop"
                : Wording.list(loop) + " lead only to each other, e.g. " + cycle.text();
    }

    private static String firstEntered(Subject subject, Set<String> loop) {
        return loop.stream()
                .min(Comparator.comparingInt(state -> subject.wayInto(state)
                        .map(Path::steps)
                        .map(List::size)
                        .orElse(
                                subject.start()
                                                .filter(start -> start.name().equals(state))
                                                .isPresent()
                                        ? 0
                                        : Integer.MAX_VALUE)))
                .orElseThrow();
    }
}
