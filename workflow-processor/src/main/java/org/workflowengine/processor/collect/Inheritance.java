package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import javax.lang.model.element.TypeElement;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Guard;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;

/** WF209: works out which transitions a state has; one name inherited twice must mean one thing. */
final class Inheritance {

    private static final Code CODE = Code.WF209;

    private final StateTypes types;
    private final TransitionReader reader;
    private final Problems problems;
    private final Map<TypeElement, Map<String, EffectiveTransition>> known = new HashMap<>();

    Inheritance(StateTypes types, TransitionReader reader, Problems problems) {
        this.types = types;
        this.reader = reader;
        this.problems = problems;
    }

    /** The transitions of a state or superstate by name, its own first. */
    List<EffectiveTransition> transitionsOf(TypeElement type) {
        return List.copyOf(read(type).values());
    }

    private Map<String, EffectiveTransition> read(TypeElement type) {
        var before = known.get(type);
        if (before != null) {
            return before;
        }
        // In case it extends itself, which the compiler reports.
        known.put(type, Map.of());

        var inherited = inheritedBy(type);
        Map<String, EffectiveTransition> all = new LinkedHashMap<>();
        for (DeclaredTransition own : reader.declaredBy(type)) {
            var effective = EffectiveTransition.of(own);
            var parents = inherited.getOrDefault(own.name(), List.of());
            if (own.pinnedId().isEmpty()) {
                checkIds(type, parents);
            }
            checkStaying(type, own, own.place(), parents);
            for (EffectiveTransition parent : parents) {
                if (effective.obligations().countOtherSteps(parent.obligations())) {
                    problems.add(otherQuorum(type, own, effective, parent));
                }
                effective = effective.strengthenedBy(parent);
            }
            all.put(own.name(), effective);
        }
        for (var entry : inherited.entrySet()) {
            if (!all.containsKey(entry.getKey())) {
                var merged = merged(type, entry.getValue());
                var face = merged.face();
                // One that leaves the state where it is declared is reported there.
                if (face.target().filter(face.declaredIn()::equals).isPresent()) {
                    checkStaying(type, face, Place.of(type), List.of(merged));
                }
                all.put(entry.getKey(), merged);
            }
        }
        known.put(type, all);
        return all;
    }

    private Map<String, List<EffectiveTransition>> inheritedBy(TypeElement type) {
        Map<String, List<EffectiveTransition>> inherited = new LinkedHashMap<>();
        for (TypeElement parent : types.parents(type)) {
            read(parent).forEach((name, transition) -> {
                var others = inherited.computeIfAbsent(name, absent -> new ArrayList<>());
                if (others.stream().noneMatch(other -> other.covers(transition))) {
                    others.removeIf(transition::covers);
                    others.add(transition);
                }
            });
        }
        return inherited;
    }

    private EffectiveTransition merged(TypeElement type, List<EffectiveTransition> parents) {
        var first = parents.get(0);
        boolean same = parents.stream().allMatch(first::meansTheSameAs);
        if (!same) {
            problems.add(problem(type, parents));
        }
        return parents.stream()
                .reduce(same ? EffectiveTransition::strengthenedBy : EffectiveTransition::inSpiteOf)
                .orElse(first);
    }

    /** What a superstate declares to keep the state does so in every state below; Java alone would let it enter another one below. */
    private void checkStaying(
            TypeElement type, DeclaredTransition face, Place place, List<EffectiveTransition> parents) {
        var name = type.getSimpleName().toString();
        boolean moves = !face.staying()
                && face.target().filter(target -> !target.equals(name)).isPresent();
        var staying = parents.stream()
                .flatMap(parent -> parent.origins().stream())
                .filter(DeclaredTransition::staying)
                .findFirst();
        if (moves && staying.isPresent()) {
            problems.add(Problem.of(
                            CODE,
                            place,
                            name + "." + face.name() + " leaves the state, but "
                                    + staying.get().declaredIn() + " declares that it stays")
                    .found(EffectiveTransition.of(face).text() + "\n"
                            + EffectiveTransition.of(staying.get()).text())
                    .expected("in one state one name has one target, one guard and one id")
                    .fix("write in " + name + "   @Transition " + name + " " + face.name() + "();   or rename it"));
        }
    }

    private static Problem otherQuorum(
            TypeElement type, DeclaredTransition own, EffectiveTransition known, EffectiveTransition parent) {
        return Problem.of(
                        CODE,
                        own.place(),
                        type.getSimpleName() + "." + own.name() + " has a quorum of another step than "
                                + parent.face().declaredIn() + "." + own.name())
                .found(known.text() + "\n" + parent.text())
                .expected("a transition that is declared again demands at least as much, and counts one step")
                .fix("name the same step in both, or rename " + own.name());
    }

    private static boolean anyTwo(
            List<EffectiveTransition> parents, BiPredicate<EffectiveTransition, EffectiveTransition> are) {
        return parents.stream().anyMatch(one -> parents.stream().anyMatch(other -> are.test(one, other)));
    }

    private static String ownObligations(List<EffectiveTransition> parents) {
        return parents.stream().allMatch(parent -> parent.obligations().isEmpty())
                ? ""
                : ", and it has the obligations of all";
    }

    private static String texts(List<EffectiveTransition> transitions) {
        return String.join(
                "\n", transitions.stream().map(EffectiveTransition::text).toList());
    }

    private void checkIds(TypeElement type, List<EffectiveTransition> parents) {
        Set<String> pinned = new HashSet<>();
        for (EffectiveTransition parent : parents) {
            pinned.add(parent.pinnedId().orElse(""));
        }
        pinned.remove("");
        if (pinned.size() > 1) {
            problems.add(problem(type, parents));
        }
    }

    private static Problem problem(TypeElement type, List<EffectiveTransition> parents) {
        var name = parents.get(0).face().name();
        return Problem.of(CODE, Place.of(type), type.getSimpleName() + " inherits " + name + " with different meanings")
                .found(texts(parents))
                .expected("in one state one name has one target, one guard and one id")
                .fix(fix(type, name, parents) + " in "
                        + Wording.either(parents.stream()
                                .map(parent -> parent.face().declaredIn())
                                .toList()));
    }

    /** To declare it once more in the state helps only if one declaration can be all that the others are. */
    private static String fix(TypeElement type, String name, List<EffectiveTransition> parents) {
        List<String> demands = new ArrayList<>();
        if (anyTwo(parents, (one, other) -> !one.entersTheSameAs(other))) {
            demands.add("enter the same state");
        }
        if (anyTwo(parents, (one, other) -> !one.id().equals(other.id()))) {
            demands.add("have the same id");
        }
        if (anyTwo(parents, (one, other) -> one.obligations().countOtherSteps(other.obligations()))) {
            demands.add("count the same step");
        }
        var guard = parents.stream().map(EffectiveTransition::guard).reduce(Guard.NONE, Guard::and);
        if (!guard.canHold()
                && parents.stream().allMatch(parent -> parent.guard().canHold())) {
            demands.add("accept a common value");
        }
        return demands.isEmpty()
                ? "declare " + name + " in " + type.getSimpleName() + " (its guard is then the sum of all"
                        + ownObligations(parents) + "), or rename it"
                : "let all of them " + Wording.list(demands) + ", or rename " + name;
    }
}
