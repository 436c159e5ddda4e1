package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.NearNames;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Quorum;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Wording;

/** WF608: the step that a quorum counts is one of the same state, stays in it, and does not wait for the quorum itself. */
final class QuorumReached implements Rule {

    @Override
    public Code code() {
        return Code.WF608;
    }

    @Override
    public List<Problem> check(Subject subject) {
        Map<Anchor, Problem> problems = new LinkedHashMap<>();
        for (StateNode state : subject.model().statesAsDeclared()) {
            Set<String> inCircles = new LinkedHashSet<>();
            for (TransitionEdge edge : subject.transitionsOf(state)) {
                edge.obligations()
                        .quorum()
                        .ifPresent(quorum -> broken(state, edge, quorum, inCircles)
                                .ifPresent(problem -> problems.putIfAbsent(quorum.anchor(), problem)));
            }
        }
        return List.copyOf(problems.values());
    }

    private Optional<Problem> broken(StateNode state, TransitionEdge edge, Quorum quorum, Set<String> inCircles) {
        var step = state.transition(quorum.of());
        if (step.isEmpty()) {
            // It may be inherited from what could not be read.
            return state.unclear() ? Optional.empty() : Optional.of(missing(state, edge, quorum));
        }
        if (step.get().target().isPresent() && step.get().enters()) {
            return Optional.of(
                    Problem.of(
                                    code(),
                                    quorum.anchor(),
                                    edge.label() + " counts " + quorum.of() + ", which does not stay in "
                                            + state.name())
                            .along(List.of(step.get()))
                            .found(step.get().text())
                            .expected(
                                    "a step that stays in the state: who has made it is counted while the case is there")
                            .fix(
                                    staying(state).stream()
                                            .findFirst()
                                            .map(name -> "for example   of = \"" + name + "\"")
                                            .orElse(
                                                    "count a step that a superstate declares to keep the state, e.g.   interface CanEndorse { @Transition CanEndorse endorse(); }")));
        }
        return circle(state, edge, quorum, inCircles);
    }

    private Problem missing(StateNode state, TransitionEdge edge, Quorum quorum) {
        var names = state.transitions().stream().map(TransitionEdge::name).toList();
        var near = NearNames.of(quorum.of(), names);
        var staying = staying(state);
        return Problem.of(
                        code(),
                        quorum.anchor(),
                        edge.label() + " counts a step that " + state.name() + " does not have")
                .found(Wording.quote(quorum.of()) + Wording.didYouMean(near))
                .expected(
                        staying.isEmpty()
                                ? "the name of a transition that stays in " + state.name() + "; it has none yet"
                                : "one that stays in " + state.name() + ": " + Wording.list(staying))
                .fix(near.stream()
                        .filter(staying::contains)
                        .findFirst()
                        .or(() -> staying.stream().findFirst())
                        .map(name -> "write   of = \"" + name + "\"")
                        .orElse("declare it in a superstate that returns itself, so that it keeps the state, and let "
                                + state.name() + " extend that"));
    }

    /** Quorums that wait for each other; each circle is told once. */
    private Optional<Problem> circle(StateNode state, TransitionEdge edge, Quorum quorum, Set<String> inCircles) {
        var waiting = new ArrayList<>(List.of(edge.name()));
        Optional<TransitionEdge> next = state.transition(quorum.of());
        while (next.isPresent() && !waiting.contains(next.get().name())) {
            waiting.add(next.get().name());
            next = next.get().obligations().quorum().flatMap(other -> state.transition(other.of()));
        }
        boolean closed = next.filter(one -> one.name().equals(edge.name())).isPresent();
        if (!closed || inCircles.contains(edge.name())) {
            return Optional.empty();
        }
        inCircles.addAll(waiting);
        boolean itself = waiting.size() == 1;
        return Optional.of(Problem.of(
                        code(),
                        quorum.anchor(),
                        itself
                                ? edge.label() + " waits for itself"
                                : edge.label() + " waits for a step that waits for it")
                .found(String.join(" waits for ", waiting) + " waits for " + edge.name())
                .expected("steps that can be made before it")
                .fix("count another step, or remove the quorum of "
                        + (itself ? edge.name() : "one of " + Wording.list(waiting))));
    }

    private static List<String> staying(StateNode state) {
        return state.transitionsAsDeclared().stream()
                .filter(edge -> !edge.enters() && edge.obligations().quorum().isEmpty())
                .map(TransitionEdge::name)
                .toList();
    }
}
