package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Components;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.MappingNode;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.Path;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Wording;

/**
 * WF203: every state can be entered; of those that cannot, only the first of each chain or island is reported.
 *
 * <p>First the graph as it is drawn, then what only its transitions that can never fire hold together: that is a consequence of
 * their contradictory guards, and says so. A state that nobody enters is not reported once more for having no way out.
 */
final class Reachable implements Rule {

    @Override
    public Code code() {
        return Code.WF203;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var start = subject.startOfKnownWays();
        return start.isPresent() ? check(subject, start.get()) : List.of();
    }

    private List<Problem> check(Subject subject, StateNode start) {
        var drawn = subject.graph().reachableFrom(subject.entries(start));
        var unreachable = subject.graph().states();
        unreachable.removeAll(drawn);
        Set<String> cutOff = subject.graph().states();
        cutOff.retainAll(drawn);
        cutOff.removeAll(subject.enterable());
        var problems = new ArrayList<Problem>();
        for (Set<String> island : Components.of(subject.graph(), unreachable).sources()) {
            problems.add(problem(subject, start, island, unreachable, island(subject, island)));
        }
        for (Set<String> first : Components.of(subject.graph(), cutOff).sources()) {
            problems.add(problem(subject, start, first, cutOff, Subject.neverFire(waysInto(subject, first))));
        }
        return problems;
    }

    private Problem problem(Subject subject, StateNode start, Set<String> states, Set<String> lost, String reason) {
        var first = states.iterator().next();
        Set<String> behind = new LinkedHashSet<>(lost);
        behind.retainAll(subject.graph().reachableFrom(states));
        behind.removeAll(states);
        var found = reason + (behind.isEmpty() ? "" : "\ncut off with it: " + Wording.list(behind));
        var anchor = subject.model().state(first).orElseThrow().anchor();
        var trap = trap(subject, states, behind);
        return Problem.of(code(), anchor, Wording.list(states) + " can never be entered")
                .found(found
                        + trap.map(loop -> "\nand no case could be finished there: " + loop.text() + " has no way out")
                                .orElse(""))
                .expected("every state is reached from the initial state (" + start.name() + ")")
                .fix(fix(subject, states, first, trap));
    }

    private static String island(Subject subject, Set<String> island) {
        var loop = subject.graph().cycle(island.iterator().next()).map(Path::text);
        return island.size() == 1
                ? loop.map(itself -> "only its own transition enters it: " + itself)
                        .orElse("no transition enters it")
                : "nothing but themselves enters them: " + loop.orElse(Wording.list(island));
    }

    /** The loop that would hold a case there if a transition led to it. */
    private static Optional<Path> trap(Subject subject, Set<String> states, Set<String> behind) {
        var trapped = subject.trapped(subject.graph());
        trapped.removeIf(state -> !states.contains(state) && !behind.contains(state));
        var loop = trapped.stream()
                .flatMap(state -> subject.graph().cycle(state).stream())
                .findFirst();
        boolean judged = !subject.model().endStates().isEmpty();
        return loop.filter(path -> judged);
    }

    private static String fix(Subject subject, Set<String> states, String first, Optional<Path> trap) {
        var dead = waysInto(subject, states);
        if (!dead.isEmpty()) {
            return Subject.mendGuard(dead);
        }
        var migrated = arrivingByEqualId(subject, first);
        if (migrated.isPresent()) {
            return migrated.get();
        }
        var from = subject.enterable().stream()
                .filter(state ->
                        subject.model().state(state).filter(StateNode::terminal).isEmpty())
                .findFirst();
        var out = trap.map(loop -> "and give " + Wording.either(around(loop)) + " a transition out, ")
                .orElse("");
        return from.map(state -> "let a state that is reached lead to it, e.g. in " + state + "   @Transition " + first
                        + " " + subject.freeName(List.of(state), "enter" + first, "moveTo" + first) + "();   " + out
                        + "or remove " + Wording.list(states))
                .orElse("let a state that is reached return " + first + ", " + out + "or remove "
                        + (states.size() == 1 ? "it" : Wording.list(states)));
    }

    private static List<String> around(Path loop) {
        return loop.steps().stream()
                .flatMap(step -> step.target().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Cases of an older version come there because nobody has said otherwise: it may be meant, and then it should be written. */
    private static Optional<String> arrivingByEqualId(Subject subject, String state) {
        for (MigrationNode migration : subject.model().migrations()) {
            for (MappingNode mapping : migration.mappings()) {
                var older = migration.older().stream()
                        .flatMap(version -> version.states().stream())
                        .filter(one -> one.id().equals(mapping.from()))
                        .findFirst();
                if (mapping.implied() && mapping.target().filter(state::equals).isPresent() && older.isPresent()) {
                    return Optional.of("let a state that is reached lead to it; or, if only cases of version "
                            + migration.version() + " are there, say so in " + migration.name() + "   @From("
                            + migration.older().orElseThrow().definition().canonical() + "."
                            + older.get().name() + ".class) " + state + " " + IdDerivation.member(state) + "();");
                }
            }
        }
        return Optional.empty();
    }

    /** The transitions that would lead a case there if they could fire. */
    private static List<TransitionEdge> waysInto(Subject subject, Set<String> states) {
        return subject.enterable().stream()
                .flatMap(state -> subject.graph().out(state).stream())
                .filter(edge -> !edge.canFire() && states.contains(edge.target().orElseThrow()))
                .toList();
    }
}
