package org.workflowengine.processor.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Wording;

/** WF402: no two members of a generated type have the same name; equal ids of the two are {@link StoredIds}' business. */
final class MemberNames implements Rule {

    @Override
    public Code code() {
        return Code.WF402;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var model = subject.model();
        var states = model.statesAsDeclared();
        var facts = model.factsAsDeclared();
        Set<Problem> problems = new LinkedHashSet<>();
        for (var clash : Clashes.of(states, StateNode::constant, (one, other) -> sameId(one.id(), other.id()))
                .entrySet()) {
            problems.add(problem(clash, Named::of, "constant " + clash.getKey().constant()));
        }
        for (var clash : Clashes.of(model.transitions(), TransitionEdge::constant, MemberNames::isOtherwiseReported)
                .entrySet()) {
            problems.add(problem(clash, Named::of, "constant " + clash.getKey().constant()));
        }
        for (var clash : Clashes.of(facts, FactNode::factory, (one, other) -> sameId(one.id(), other.id()))
                .entrySet()) {
            problems.add(problem(clash, Named::of, "method " + clash.getKey().factory()));
        }
        for (var clash : Clashes.of(facts, FactNode::constant, MemberNames::isOtherwiseReported)
                .entrySet()) {
            problems.add(problem(clash, Named::of, "constant " + clash.getKey().constant()));
        }
        return List.copyOf(problems);
    }

    private <T> Problem problem(Map.Entry<T, List<T>> clash, Function<T, Named> name, String member) {
        return problem(
                name.apply(clash.getKey()), clash.getValue().stream().map(name).toList(), member);
    }

    private Problem problem(Named one, List<Named> others, String member) {
        var labels = others.stream().map(Named::label).toList();
        return Problem.of(
                        code(),
                        one.anchor(),
                        one.kind() + " " + one.label() + " gets the same generated name as " + Wording.list(labels))
                .found("both become the " + member)
                .expected("names that still differ when they are written as Java constants and methods")
                .fix("rename one of them; a pinned id keeps what is stored:   " + one.annotation() + "(id = \""
                        + one.id() + "\")");
    }

    /** When the states of both clash already, or two transitions of one state share an id. */
    private static boolean isOtherwiseReported(TransitionEdge one, TransitionEdge other) {
        return one.source().equals(other.source())
                ? sameId(one.id(), other.id())
                : one.name().equals(other.name());
    }

    /** When their methods clash already, or they share an id. */
    private static boolean isOtherwiseReported(FactNode one, FactNode other) {
        return sameId(one.id(), other.id()) || one.factory().equals(other.factory());
    }

    private static boolean sameId(String one, String other) {
        return one.equalsIgnoreCase(other);
    }
}
