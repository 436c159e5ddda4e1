package org.workflowengine.processor.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Requirement;
import org.workflowengine.processor.model.Wording;

/**
 * WF303: a demand leaves something out; judged is what a guard demands of a fact altogether, so that a wide demand which another
 * one narrows is not reported.
 */
final class AlwaysTrue implements Rule {

    @Override
    public Code code() {
        return Code.WF303;
    }

    @Override
    public List<Problem> check(Subject subject) {
        Map<Anchor, Problem> problems = new LinkedHashMap<>();
        for (var guarded : subject.model().guarded()) {
            for (Condition condition : guarded.guard().conditions()) {
                if (condition.isAlwaysTrue()) {
                    guarded.guard()
                            .requirementsOf(condition.fact())
                            .forEach(demand -> problems.putIfAbsent(demand.anchor(), problem(demand)));
                }
            }
        }
        return List.copyOf(problems.values());
    }

    private Problem problem(Requirement demand) {
        var fact = demand.fact();
        var values = fact.valueType().values();
        var fewer = new Condition(fact, values.subList(0, Math.max(1, values.size() - 1))).code();
        return Problem.of(
                        code(), demand.anchor(), "@" + fact.name() + " in " + demand.origin() + " accepts every value")
                .found(
                        values.size() == 1
                                ? values.get(0) + " is the only value that it can have"
                                : Wording.list(values) + " are all the values that it can have")
                .expected(
                        "a requirement that some value does not satisfy; this one only requires that the fact is known")
                .fix("remove it" + (values.size() == 1 ? "" : ", or leave out what must not pass, e.g.   " + fewer));
    }
}
