package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Components;
import org.workflowengine.processor.model.Path;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Wording;

/**
 * WF204: from every state that a case can enter some path ends the case; of the states without one, only the loop that holds
 * the case is reported.
 *
 * <p>First the graph as it is drawn, then states whose only ways out can never fire: that is a consequence of contradictory
 * guards, and says so. It is left to {@link Reachable} where such a transition is the only way to what lies behind it, because
 * one contradiction then needs no third report; and a state that only leads into another trap is not reported beside it.
 */
final class WayOut implements Rule {

    @Override
    public Code code() {
        return Code.WF204;
    }

    @Override
    public List<Problem> check(Subject subject) {
        if (subject.model().endStates().isEmpty()) {
            return List.of();
        }
        var enterable = subject.enterable();
        var drawn = subject.trapped(subject.graph());
        Set<String> trapped = new LinkedHashSet<>(drawn);
        trapped.retainAll(enterable);
        Set<String> held = subject.trapped(subject.live());
        held.retainAll(enterable);
        held.removeAll(drawn);
        var problems = new ArrayList<Problem>();
        for (Set<String> states : Components.of(subject.graph(), trapped).sinks()) {
            if (loopOf(subject, states).isPresent()) {
                problems.add(problem(subject, states));
            }
        }
        for (Set<String> states : Components.of(subject.graph(), held).sinks()) {
            if (isHeldByGuards(subject, states, enterable)) {
                problems.add(problem(subject, states));
            }
        }
        return problems;
    }

    private Problem problem(Subject subject, Set<String> states) {
        var first = firstEntered(subject, states);
        var anchor = subject.model().state(first).orElseThrow().anchor();
        var ends = Subject.names(subject.model().endStates());
        boolean rest = subject.model().endStates().stream().anyMatch(StateNode::resting);
        var dead = deadWaysOut(subject, states);
        var found = Stream.of(
                        loopOf(subject, states).map(loop -> inWords(loop, states)),
                        Optional.of(dead).filter(ways -> !ways.isEmpty()).map(Subject::neverFire))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        var problem = Problem.of(code(), anchor, first + " can be entered but never finished")
                .along(loopOf(subject, states).map(Path::steps).orElse(List.of()))
                .along(dead);
        return subject.wayInto(first)
                .map(problem::enteredBy)
                .orElse(problem)
                .found(found)
                .expected("from every state some path reaches a terminal " + (rest ? "or resting " : "") + "state ("
                        + Wording.list(ends) + ")")
                .fix((dead.isEmpty() ? "" : Subject.mendGuard(dead) + ", or ") + "give "
                        + Wording.either(List.copyOf(states)) + " a transition out, e.g.   @Transition "
                        + ends.get(0) + " " + subject.freeName(states, "finish", "end", "conclude") + "();");
    }

    /** Whether nothing else keeps a case there than transitions that can never fire, into states that others come to. */
    private static boolean isHeldByGuards(Subject subject, Set<String> states, Set<String> enterable) {
        boolean leadsOn = states.stream()
                .flatMap(state -> subject.live().out(state).stream())
                .anyMatch(edge -> !states.contains(edge.target().orElseThrow()));
        return !leadsOn
                && deadWaysOut(subject, states).stream()
                        .anyMatch(edge -> enterable.contains(edge.target().orElseThrow()));
    }

    private static List<TransitionEdge> deadWaysOut(Subject subject, Set<String> states) {
        return states.stream()
                .flatMap(state -> subject.graph().out(state).stream())
                .filter(edge ->
                        !edge.canFire() && !states.contains(edge.target().orElseThrow()))
                .toList();
    }

    /** The way round that begins where the trap is entered first. */
    private static Optional<Path> loopOf(Subject subject, Set<String> states) {
        var first = firstEntered(subject, states);
        return subject.live()
                .cycle(first)
                .or(() -> subject.graph()
                        .cycle(first)
                        .filter(loop -> deadWaysOut(subject, states).isEmpty()));
    }

    private static String inWords(Path loop, Set<String> states) {
        return loop.steps().size() == states.size()
                ? loop.text() + " is a closed loop"
                : Wording.list(states) + " lead only to each other, e.g. " + loop.text();
    }

    private static String firstEntered(Subject subject, Set<String> states) {
        return states.stream()
                .min(Comparator.comparingInt(state -> subject.wayInto(state)
                        .map(Path::steps)
                        .map(List::size)
                        .orElse(
                                subject.start()
                                                .filter(start -> start.name().equals(state))
                                                .isPresent()
                                        ? 0
                                        : Integer.MAX_VALUE)))
                .orElseThrow();
    }
}
