package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.Guard;
import org.workflowengine.processor.model.JavaName;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Requirement;
import org.workflowengine.processor.model.Wording;

/**
 * WF305: each value of a fact opens some transition.
 *
 * <p>Only where both the fact and its enum are nested in the workflow: shared ones have constants for other users. A fact that
 * no guard uses is {@link UnusedFact}'s, a demand that no value satisfies {@link Contradiction}'s.
 */
final class UnacceptedValue implements Rule {

    @Override
    public Code code() {
        return Code.WF305;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var used = subject.factsInUse();
        var guards = new ArrayList<Guard>();
        for (var guarded : subject.model().guarded()) {
            guards.add(guarded.guard());
        }
        var problems = new ArrayList<Problem>();
        for (FactNode fact : subject.model().factsAsDeclared()) {
            if (!fact.shared()
                    && used.contains(fact.type())
                    && fact.valueType() instanceof FactType.OfEnum values
                    && isNestedIn(subject.model().definition(), values.name())) {
                var left = new ArrayList<>(values.values());
                var accepted = accepted(fact, guards);
                left.removeAll(accepted);
                if (!left.isEmpty()) {
                    problems.add(problem(fact, values, left, accepted));
                }
            }
        }
        return problems;
    }

    private static Set<String> accepted(FactNode fact, List<Guard> guards) {
        Set<String> accepted = new LinkedHashSet<>(fact.valueType().values());
        accepted.retainAll(guards.stream()
                .flatMap(guard -> accepted(fact, guard))
                .distinct()
                .toList());
        return accepted;
    }

    private static Stream<String> accepted(FactNode fact, Guard guard) {
        return guard.conditions().stream()
                .filter(condition -> condition.fact().type().equals(fact.type()))
                .flatMap(condition -> condition.isContradictory()
                        ? guard.requirementsOf(fact).stream()
                                .map(Requirement::accepted)
                                .flatMap(List::stream)
                        : condition.accepted().stream());
    }

    private static boolean isNestedIn(JavaName definition, JavaName type) {
        int depth = definition.simpleNames().size();
        return type.packageName().equals(definition.packageName())
                && type.simpleNames().size() > depth
                && type.simpleNames().subList(0, depth).equals(definition.simpleNames());
    }

    private Problem problem(FactNode fact, FactType.OfEnum values, List<String> left, Set<String> accepted) {
        var names = Wording.either(left);
        var one = new Condition(fact, left.subList(0, 1)).code();
        return Problem.of(code(), fact.anchor(), "no guard accepts @" + fact.name() + " with " + names)
                .found(
                        accepted.isEmpty()
                                ? "guards require it, but accept none of its values"
                                : "its guards accept " + Wording.list(accepted) + " only")
                .expected("each value of " + values.name().simple() + " opens some transition")
                .fix("put   " + one + "   on a transition, or remove " + Wording.list(left) + " from "
                        + values.name().simple());
    }
}
