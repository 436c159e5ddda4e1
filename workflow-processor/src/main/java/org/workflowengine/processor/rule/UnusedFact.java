package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.Problem;

/** WF304: the workflow's own facts decide about something; shared facts have other users. */
final class UnusedFact implements Rule {

    @Override
    public Code code() {
        return Code.WF304;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var used = subject.factsInUse();
        var problems = new ArrayList<Problem>();
        for (FactNode fact : subject.model().factsAsDeclared()) {
            if (!fact.shared() && !used.contains(fact.type())) {
                problems.add(problem(fact));
            }
        }
        return problems;
    }

    private Problem problem(FactNode fact) {
        var values = fact.valueType().values();
        var demand = new Condition(fact, values.subList(0, Math.min(1, values.size()))).code();
        return Problem.of(code(), fact.anchor(), "no guard requires @" + fact.name())
                .found("no transition carries it, neither itself nor through a composed guard")
                .expected("each fact of a workflow decides whether some transition may happen")
                .fix("put   " + demand + "   on the transition that depends on it, or remove the fact");
    }
}
