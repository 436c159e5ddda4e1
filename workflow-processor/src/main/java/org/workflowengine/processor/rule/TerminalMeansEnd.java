package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Wording;

/** WF206: a terminal state has no transition out. */
final class TerminalMeansEnd implements Rule {

    @Override
    public Code code() {
        return Code.WF206;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var problems = new ArrayList<Problem>();
        for (StateNode state : subject.model().terminalStates()) {
            if (!state.transitions().isEmpty()) {
                problems.add(problem(state));
            }
        }
        return problems;
    }

    private Problem problem(StateNode state) {
        var edges = state.transitionsAsDeclared();
        var names = edges.stream().map(TransitionEdge::name).toList();
        return Problem.of(
                        code(),
                        state.anchor().at("terminal"),
                        "terminal state " + state.name() + " has a transition out")
                .found(edges.stream().map(TerminalMeansEnd::inWords).collect(Collectors.joining("\n")))
                .expected("a case that has reached a terminal state stays there")
                .fix("remove terminal = true, or " + Wording.list(names));
    }

    private static String inWords(TransitionEdge edge) {
        return edge.text() + (edge.inherited() ? ", inherited from " + edge.declaredIn() : "");
    }
}
