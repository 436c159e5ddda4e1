package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Wording;

/**
 * WF208: two transitions of one state differ in more than their names. Each of the two says so, but where a state's own one
 * repeats an inherited one only its own, and an inherited pair only once.
 */
final class SameTwice implements Rule {

    @Override
    public Code code() {
        return Code.WF208;
    }

    @Override
    public List<Problem> check(Subject subject) {
        Map<String, Problem> problems = new LinkedHashMap<>();
        for (StateNode state : subject.model().statesAsDeclared()) {
            var all = new ArrayList<>(subject.transitionsOf(state));
            all.removeIf(edge -> !edge.canFire() || edge.target().isEmpty());
            for (TransitionEdge one : all) {
                var same = new ArrayList<String>();
                for (TransitionEdge other : all) {
                    if (isRepeated(one, other)) {
                        same.add(other.label());
                    }
                }
                if (!same.isEmpty()) {
                    var problem = problem(one, same);
                    problems.putIfAbsent(problem.headline(), problem);
                }
            }
        }
        return List.copyOf(problems.values());
    }

    private static boolean isRepeated(TransitionEdge one, TransitionEdge other) {
        return one.index() != other.index()
                && (!one.inherited() || other.inherited())
                // What keeps the state is there to be recorded, and its name is what is recorded.
                && !(one.staying() && other.staying())
                && one.target().equals(other.target())
                && one.guard().demandsTheSameAs(other.guard())
                && one.obligations().demandTheSameAs(other.obligations());
    }

    private Problem problem(TransitionEdge one, List<String> same) {
        return Problem.of(code(), one.anchor(), one.label() + " does the same as " + Wording.list(same))
                .found((same.size() == 1 ? "both lead" : "all of them lead") + " from " + one.source() + " to "
                        + one.target().orElseThrow() + " with " + one.guard().text())
                .expected("in one state transitions differ in what they enter or in what they require")
                .fix("remove " + one.name() + " or " + Wording.list(same) + ", or let their guards differ");
    }
}
