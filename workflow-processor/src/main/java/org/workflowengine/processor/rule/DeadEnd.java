package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;

/** WF205: a state that cannot be left says that it is terminal. */
final class DeadEnd implements Rule {

    @Override
    public Code code() {
        return Code.WF205;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var problems = new ArrayList<Problem>();
        for (StateNode state : subject.deadEnds()) {
            problems.add(problem(subject, state));
        }
        return problems;
    }

    private Problem problem(Subject subject, StateNode state) {
        var problem = Problem.of(code(), state.anchor(), state.name() + " cannot be left and is not terminal");
        var terminal =
                subject.model().terminalStates().stream().map(StateNode::name).findFirst();
        problem = subject.wayInto(state.name()).map(problem::enteredBy).orElse(problem);
        if (state.resting()) {
            return problem.found(
                            state.transitions().isEmpty()
                                    ? "resting = true, but no transition, neither its own nor an inherited one"
                                    : "resting = true, but all its transitions stay in it")
                    .expected("a resting state can still be left; a state that cannot is terminal")
                    .fix(
                            state.transitions().isEmpty()
                                    ? "write   @State(terminal = true)   or give it a transition out"
                                    : "give it a transition out, or make it terminal and remove its transitions");
        }
        return problem.found("no transition, neither its own nor an inherited one")
                .expected("a state has a transition out or ends the case")
                .fix("write   @State(terminal = true)"
                        + terminal.map(name ->
                                        "   or give it a transition out, e.g.   @Transition " + name + " finish();")
                                .orElse("   or give it a transition out"));
    }
}
