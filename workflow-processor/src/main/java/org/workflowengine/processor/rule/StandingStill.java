package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.List;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;

/** WF210: a transition that leads back to where it began demands something; an inherited one is reported where it is inherited. */
final class StandingStill implements Rule {

    @Override
    public Code code() {
        return Code.WF210;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var problems = new ArrayList<Problem>();
        for (StateNode state : subject.model().statesAsDeclared()) {
            for (TransitionEdge edge : subject.transitionsOf(state)) {
                boolean standing =
                        edge.target().isPresent() && edge.target().get().equals(state.name());
                if (standing && edge.guard().requirements().isEmpty()) {
                    problems.add(problem(subject, state, edge));
                }
            }
        }
        return problems;
    }

    private Problem problem(Subject subject, StateNode state, TransitionEdge edge) {
        var fact = subject.model().factsAsDeclared().stream()
                .map(StandingStill::demand)
                .findFirst();
        var guarded = fact.map(
                        demand -> ", e.g.   @Transition " + demand + " " + state.name() + " " + edge.name() + "();")
                .orElse("");
        return Problem.of(
                        code(),
                        edge.inherited() ? state.anchor() : edge.anchor(),
                        edge.inherited()
                                ? state.name() + " inherits " + edge.label() + ", which changes nothing there"
                                : edge.label() + " changes nothing")
                .found(edge.text() + " with no guard: it can be repeated without end")
                .expected("a transition that enters another state, or a fact that says when it may be repeated")
                .fix(
                        edge.inherited()
                                ? "do not let " + state.name() + " inherit it, or declare it there with a guard"
                                        + guarded
                                : "remove it, or give it a guard" + guarded);
    }

    private static String demand(FactNode fact) {
        var values = fact.valueType().values();
        return new Condition(fact, values.subList(0, Math.min(1, values.size()))).code();
    }
}
