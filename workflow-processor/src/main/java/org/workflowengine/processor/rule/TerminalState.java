package org.workflowengine.processor.rule;

import java.util.List;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;

/** WF202: cases can end somewhere; where a state has no way out, {@link DeadEnd} says so instead, at that state. */
final class TerminalState implements Rule {

    @Override
    public Code code() {
        return Code.WF202;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var model = subject.model();
        boolean silent = model.states().isEmpty()
                || subject.hasUnknownTargets()
                || !subject.deadEnds().isEmpty();
        if (silent || !model.endStates().isEmpty()) {
            return List.of();
        }
        return List.of(Problem.of(code(), model.anchor(), subject.name() + " has no terminal state")
                .found("each of its " + Wording.count(model.states().size(), "state")
                        + " leads on to another, and no case is ever finished")
                .expected("at least one state in which cases end, or may rest")
                .fix("for example   @State(terminal = true) interface Closed {}   and a transition that returns it"));
    }
}
