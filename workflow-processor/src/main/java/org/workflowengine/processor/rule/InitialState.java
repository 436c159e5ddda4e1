package org.workflowengine.processor.rule;

import java.util.List;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.Wording;

/** WF201: cases begin in exactly one state. */
final class InitialState implements Rule {

    @Override
    public Code code() {
        return Code.WF201;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var initial = subject.model().initialStates();
        if (initial.size() > 1) {
            return initial.stream().map(state -> several(state, initial)).toList();
        }
        if (!initial.isEmpty() || subject.hasUnclearStates()) {
            return List.of();
        }
        return List.of(subject.model().states().isEmpty() ? noStates(subject) : none(subject));
    }

    private Problem several(StateNode state, List<StateNode> initial) {
        return Problem.of(code(), state.anchor().at("initial"), state.name() + " is not the only initial state")
                .found(Wording.list(Subject.names(initial)) + " are marked with initial = true")
                .expected("exactly one state in which cases are opened")
                .fix("keep the mark on one of them; let its transitions lead to the others");
    }

    private Problem none(Subject subject) {
        return Problem.of(code(), subject.model().anchor(), subject.name() + " has no initial state")
                .found("none of its " + Wording.count(subject.model().states().size(), "state")
                        + " is marked with initial = true")
                .expected("exactly one state in which cases are opened")
                .fix("for example   @State(initial = true) interface " + candidate(subject));
    }

    private Problem noStates(Subject subject) {
        return Problem.of(code(), subject.model().anchor(), subject.name() + " has no states")
                .expected("states are nested interfaces; exactly one of them is initial")
                .fix("for example   @State(initial = true) interface Created { … }");
    }

    /** Most likely the author means the first state that nothing else enters. */
    private static String candidate(Subject subject) {
        var states = subject.model().statesAsDeclared();
        return states.stream()
                .map(StateNode::name)
                .filter(name -> subject.graph().reaching(List.of(name)).size() == 1)
                .findFirst()
                .orElse(states.get(0).name());
    }
}
