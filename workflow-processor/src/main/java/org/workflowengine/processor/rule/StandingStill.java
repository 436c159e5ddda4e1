package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Wording;

/**
 * WF210: a transition that leads back to where it began requires something, or a superstate says that it is meant to keep the state. What
 * several states repeat is reported once; an inherited one is reported where it is inherited.
 */
final class StandingStill implements Rule {

    @Override
    public Code code() {
        return Code.WF210;
    }

    @Override
    public List<Problem> check(Subject subject) {
        Map<String, List<TransitionEdge>> standing = new LinkedHashMap<>();
        for (StateNode state : subject.model().statesAsDeclared()) {
            for (TransitionEdge edge : subject.transitionsOf(state)) {
                boolean back = edge.target().filter(state.name()::equals).isPresent();
                if (back
                        && !edge.staying()
                        && edge.guard().requirements().isEmpty()
                        && !isCounted(subject, state, edge)) {
                    boolean alone = edge.inherited() || isTolerated(subject, problem(subject, List.of(edge), state));
                    standing.computeIfAbsent(alone ? edge.constant() : edge.name(), absent -> new ArrayList<>())
                            .add(edge);
                }
            }
        }
        return standing.values().stream()
                .map(edges -> problem(
                        subject,
                        edges,
                        subject.model().state(edges.get(0).source()).orElseThrow()))
                .toList();
    }

    /** A quorum counts how many persons have made it: it is there to be repeated. */
    private static boolean isCounted(Subject subject, StateNode state, TransitionEdge edge) {
        return subject.transitionsOf(state).stream()
                .flatMap(other -> other.obligations().quorum().stream())
                .anyMatch(quorum -> quorum.of().equals(edge.name()));
    }

    /** What is tolerated in one state is not hidden behind what is reported in another. */
    private static boolean isTolerated(Subject subject, Problem problem) {
        return subject.model().tolerations().stream().anyMatch(one -> one.covers(problem));
    }

    private Problem problem(Subject subject, List<TransitionEdge> edges, StateNode state) {
        var first = edges.get(0);
        return (first.inherited()
                        ? Problem.of(
                                code(),
                                state.anchor(),
                                state.name() + " inherits " + first.label() + ", which changes nothing there")
                        : Problem.of(
                                code(),
                                first.anchor(),
                                Wording.list(edges.stream()
                                                .map(TransitionEdge::label)
                                                .toList())
                                        + (edges.size() == 1 ? " changes nothing" : " change nothing")))
                .found(first.text() + " with no guard: it can be repeated without end")
                .expected("a transition that enters another state, or a fact that says when it may be repeated")
                .fix(
                        first.inherited()
                                ? "do not let " + state.name() + " inherit it, or declare it there again with a guard"
                                : "remove it, or declare in a superstate that it keeps the state   "
                                        + superstate(subject, first)
                                        + "   which "
                                        + Wording.list(edges.stream()
                                                .map(TransitionEdge::source)
                                                .toList())
                                        + (edges.size() == 1 ? " extends" : " extend"));
    }

    private static String superstate(Subject subject, TransitionEdge edge) {
        var taken = subject.typesOfStates();
        var ending = edge.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + edge.name().substring(1);
        var name = Stream.of("Can", "May", "Does")
                .map(beginning -> beginning + ending)
                .filter(wish -> !taken.contains(wish))
                .findFirst()
                .orElse("Keeps" + ending);
        return "interface " + name + " { @Transition " + name + " " + edge.name() + "(); }";
    }
}
