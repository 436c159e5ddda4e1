package org.workflowengine.processor.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.WorkflowModel;

/** WF109: the generated code can hold the definition. */
final class Size implements Rule {

    @Override
    public Code code() {
        return Code.WF109;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var model = subject.model();
        Set<Problem> problems = new LinkedHashSet<>();
        compare(model, "states", model.states().size(), Limits.STATES, problems);
        compare(model, "transitions", model.transitions().size(), Limits.TRANSITIONS, problems);
        compare(model, "facts", model.facts().size(), Limits.FACTS, problems);
        for (TransitionEdge edge : model.transitions()) {
            int size = edge.guard().conditions().size();
            if (size > Limits.CONDITIONS_PER_GUARD) {
                var name = edge.label();
                problems.add(problem(edge.anchor(), name, "facts in its guard", size, Limits.CONDITIONS_PER_GUARD)
                        .fix("let one fact stand for several"));
            }
        }
        return List.copyOf(problems);
    }

    private void compare(WorkflowModel model, String what, int size, int limit, Set<Problem> problems) {
        if (size > limit) {
            problems.add(problem(model.anchor(), model.definition().simple(), what, size, limit)
                    .fix("split the workflow in two, one of which continues where the other ends"));
        }
    }

    private Problem problem(Anchor anchor, String name, String what, int size, int limit) {
        return Problem.of(code(), anchor, name + " is larger than generated code can hold")
                .found(size + " " + what)
                .expected("at most " + limit);
    }
}
