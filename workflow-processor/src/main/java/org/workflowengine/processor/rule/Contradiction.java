package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.JavaName;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Requirement;
import org.workflowengine.processor.model.Wording;

/**
 * WF302: some facts permit every transition; demands that exclude each other are reported once, however many transitions
 * inherit them or carry them through a composed guard.
 *
 * <p>This is the root of everything that follows from a transition that can never fire. {@link Reachable} and {@link WayOut}
 * name the transition where the graph falls apart without it; the warnings about transitions pass over it.
 */
final class Contradiction implements Rule {

    @Override
    public Code code() {
        return Code.WF302;
    }

    @Override
    public List<Problem> check(Subject subject) {
        Map<Clash, Set<String>> transitions = new LinkedHashMap<>();
        Map<Clash, Problem> problems = new LinkedHashMap<>();
        for (var guarded : subject.model().guarded()) {
            for (Condition condition : guarded.guard().conditions()) {
                if (condition.isContradictory()) {
                    var all = guarded.guard().requirementsOf(condition.fact());
                    var witness = witness(all);
                    transitions
                            .computeIfAbsent(Clash.of(witness), absent -> new LinkedHashSet<>())
                            .add(guarded.label());
                    problems.putIfAbsent(Clash.of(witness), explained(condition.fact(), witness, all));
                }
            }
        }
        var named = new ArrayList<Problem>();
        for (var entry : problems.entrySet()) {
            named.add(named(entry.getValue(), transitions.getOrDefault(entry.getKey(), Set.of())));
        }
        return named;
    }

    /** What makes two contradictions the same: where it is written. */
    private record Clash(JavaName fact, List<Anchor> anchors, List<List<String>> accepted) {
        static Clash of(List<Requirement> witness) {
            return new Clash(
                    witness.get(0).fact().type(),
                    witness.stream().map(Requirement::anchor).toList(),
                    witness.stream().map(Requirement::accepted).toList());
        }
    }

    /** One demand that accepts nothing, else the first two that exclude each other, else all of them together. */
    private static List<Requirement> witness(List<Requirement> all) {
        for (Requirement one : all) {
            if (one.accepted().isEmpty()) {
                return List.of(one);
            }
        }
        for (Requirement one : all) {
            for (Requirement other : all.subList(all.indexOf(one) + 1, all.size())) {
                if (other.accepted().stream().noneMatch(one.accepted()::contains)) {
                    return List.of(one, other);
                }
            }
        }
        return all;
    }

    private Problem explained(FactNode fact, List<Requirement> witness, List<Requirement> all) {
        var first = witness.get(0);
        var values = fact.valueType().values();
        var problem = Problem.of(code(), first.anchor(), "");
        if (witness.size() == 1) {
            var any = values.stream().findFirst().map(value -> new Condition(fact, List.of(value)).code());
            return problem.found(first.origin() + " requires " + first.code() + ", which no value satisfies")
                    .expected("at least one of " + Wording.list(values))
                    .fix("name what is accepted"
                            + any.map(code -> ", e.g.   " + code + "   ").orElse(", ") + "or remove " + first.code());
        }
        return problem.found(witness.stream()
                        .map(one -> one.origin() + " requires " + one.code())
                        .collect(Collectors.joining("\n")))
                .expected("a value of @" + fact.name() + " that all of them accept")
                .fix(substitute(fact, witness, all)
                        .map(code -> "let them accept a common value, e.g.   " + code + ", or drop one of them")
                        .orElse("let all of them accept a common value, or drop those that do not"));
    }

    /** What one of them could demand without contradicting the others, if that is enough. */
    private static Optional<String> substitute(FactNode fact, List<Requirement> witness, List<Requirement> all) {
        for (List<Requirement> others : List.of(all, witness)) {
            for (Requirement one : witness) {
                var common = new ArrayList<>(fact.valueType().values());
                others.stream()
                        .filter(other -> !other.equals(one))
                        .forEach(other -> common.retainAll(other.accepted()));
                if (!common.isEmpty()) {
                    return Optional.of(new Condition(fact, common).code() + "   instead of " + one.code());
                }
            }
        }
        return Optional.empty();
    }

    private static Problem named(Problem problem, Set<String> transitions) {
        var headline = Wording.list(transitions) + " can never fire: "
                + (transitions.size() == 1 ? "its guard contradicts itself" : "their guards contradict themselves");
        return problem.headed(headline);
    }
}
