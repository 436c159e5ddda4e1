package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Wording;

/** WF206: a terminal state has no transition out, and so is no state where cases only rest. */
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
            } else if (state.resting()) {
                problems.add(both(state));
            }
        }
        return problems;
    }

    private Problem problem(StateNode state) {
        var edges = state.transitionsAsDeclared();
        var own = edges.stream()
                .filter(edge -> !edge.inherited())
                .map(TransitionEdge::name)
                .toList();
        var from = edges.stream()
                .filter(TransitionEdge::inherited)
                .map(TransitionEdge::declaredIn)
                .distinct()
                .toList();
        var removed = own.isEmpty() ? "" : "remove " + Wording.list(own) + (from.isEmpty() ? "" : " and ");
        return Problem.of(
                        code(),
                        state.anchor().at("terminal"),
                        "terminal state " + state.name() + " has a transition out")
                .found(edges.stream().map(TerminalMeansEnd::inWords).collect(Collectors.joining("\n")))
                .expected("a case that has reached a terminal state stays there")
                .fix("remove terminal = true, or " + removed
                        + (from.isEmpty() ? "" : "do not inherit from " + Wording.either(from)));
    }

    private Problem both(StateNode state) {
        return Problem.of(code(), state.anchor().at("resting"), state.name() + " is terminal and resting")
                .found("no transition, neither its own nor an inherited one")
                .expected("cases end in a terminal state; they may rest in a resting state, and can still leave it")
                .fix("remove resting = true");
    }

    private static String inWords(TransitionEdge edge) {
        return edge.text() + (edge.inherited() ? ", inherited from " + edge.declaredIn() : "");
    }
}
