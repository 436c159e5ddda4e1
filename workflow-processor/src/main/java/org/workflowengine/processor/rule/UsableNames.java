package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;

/** WF403: generated code can use the author's names. */
final class UsableNames implements Rule {

    /** The nested type for exhaustive handling, beside which each state gets a nested type of its own name. */
    private static final String MATCH = "Match";

    @Override
    public Code code() {
        return Code.WF403;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var problems = new ArrayList<Problem>();
        var enclosing = subject.model().nameOf(GeneratedType.CASE).simple();
        for (StateNode state : subject.model().statesAsDeclared()) {
            if (Set.of(MATCH, enclosing).contains(state.name())) {
                problems.add(Problem.of(code(), state.anchor(), "a state cannot be called " + state.name())
                        .found("its handle " + enclosing + "." + state.name()
                                + " would have the name of another generated type")
                        .expected("any name but " + MATCH + " and " + enclosing)
                        .fix("rename it; a pinned id keeps what is stored:   @State(id = \"" + state.id() + "\")"));
            }
        }
        for (FactNode fact : subject.model().factsAsDeclared()) {
            if (IdDerivation.isReserved(fact.factory())) {
                problems.add(Problem.of(code(), fact.anchor(), "a fact cannot be called " + fact.name())
                        .found("its factory method " + fact.factory()
                                + "(…) would be called like a word of the Java language")
                        .expected("a name that is no Java keyword when it begins with a small letter")
                        .fix("rename it; a pinned id keeps what is stored:   @Fact(id = \"" + fact.id() + "\")"));
            }
        }
        return problems;
    }
}
