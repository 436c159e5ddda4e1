package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Path;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Waypoint;
import org.workflowengine.processor.rule.WaysAround.Way;

/** What is promised about the ways of cases holds, for each place that it is promised of; of several that fail, the first is shown. */
final class Passing {

    private Passing() {}

    private abstract static class Promise implements Rule {

        @Override
        public final List<Problem> check(Subject subject) {
            Map<Anchor, Problem> problems = new LinkedHashMap<>();
            if (subject.startOfKnownWays().isEmpty()) {
                return List.of();
            }
            var enterable = subject.enterable();
            Map<Set<String>, Map<String, Way>> ways = new HashMap<>();
            for (StateNode state : subject.model().statesAsDeclared()) {
                if (!enterable.contains(state.name())) {
                    continue;
                }
                for (Waypoint waypoint : state.waypoints()) {
                    if (waypoint.ahead() == ahead()) {
                        broken(subject, ways, state, Optional.empty(), waypoint)
                                .ifPresent(problem -> problems.putIfAbsent(waypoint.anchor(), problem));
                    }
                }
                for (TransitionEdge edge : subject.transitionsOf(state)) {
                    for (Waypoint waypoint : edge.waypoints()) {
                        if (waypoint.ahead() == ahead() && edge.canFire()) {
                            broken(subject, ways, state, Optional.of(edge), waypoint)
                                    .ifPresent(problem -> problems.putIfAbsent(waypoint.anchor(), problem));
                        }
                    }
                }
            }
            return List.copyOf(problems.values());
        }

        /** Whether this is about the ways to an end. */
        abstract boolean ahead();

        /** What is wrong with a promise about a state, or about one of its transitions; ways that were looked for once are kept. */
        abstract Optional<Problem> broken(
                Subject subject,
                Map<Set<String>, Map<String, Way>> ways,
                StateNode state,
                Optional<TransitionEdge> edge,
                Waypoint waypoint);
    }

    /** WF601: every way there has passed through a state. */
    static final class Before extends Promise {

        @Override
        public Code code() {
            return Code.WF601;
        }

        @Override
        boolean ahead() {
            return false;
        }

        @Override
        Optional<Problem> broken(
                Subject subject,
                Map<Set<String>, Map<String, Way>> ways,
                StateNode state,
                Optional<TransitionEdge> edge,
                Waypoint waypoint) {
            var way = ways.computeIfAbsent(waypoint.states(), avoided -> WaysAround.of(subject.model(), avoided))
                    .get(state.name());
            if (way == null) {
                return Optional.empty();
            }
            var steps = new ArrayList<>(way.steps());
            edge.ifPresent(steps::add);
            var text = way.text()
                    + edge.map(last ->
                                    " -" + last.name() + "-> " + last.target().orElseThrow())
                            .orElse("");
            return Optional.of(Problem.of(
                            code(),
                            waypoint.anchor(),
                            waypoint.holder() + " can be reached without passing through " + waypoint.name())
                    .along(steps)
                    .found(edge.isEmpty() && way.length() == 0 ? "cases begin there: " + text : text)
                    .expected("every way there has passed through " + waypoint.name()
                            + (way.length() > way.steps().size()
                                    ? ", or through a state of an older version that is mapped to it"
                                    : ""))
                    .fix("let that way lead through " + waypoint.name() + ", or remove the promise"));
        }
    }

    /** WF602: every way from there to an end passes through a state. */
    static final class Ahead extends Promise {

        @Override
        public Code code() {
            return Code.WF602;
        }

        @Override
        boolean ahead() {
            return true;
        }

        @Override
        Optional<Problem> broken(
                Subject subject,
                Map<Set<String>, Map<String, Way>> ways,
                StateNode state,
                Optional<TransitionEdge> edge,
                Waypoint waypoint) {
            var begin = edge.flatMap(TransitionEdge::target).orElse(state.name());
            boolean ends = edge.isPresent() || state.terminal();
            if (ends && waypoint.states().contains(begin)) {
                return Optional.empty();
            }
            return shortest(subject, begin, waypoint.states()).map(path -> {
                var steps = new ArrayList<TransitionEdge>();
                edge.ifPresent(steps::add);
                steps.addAll(path.steps());
                return Problem.of(
                                code(),
                                waypoint.anchor(),
                                waypoint.holder() + " leads to an end without passing through " + waypoint.name())
                        .along(steps)
                        .found(new Path(state.name(), steps).text())
                        .expected("every way from there to an end passes through " + waypoint.name())
                        .fix("let that way lead through " + waypoint.name() + ", or remove the promise");
            });
        }

        private static Optional<Path> shortest(Subject subject, String begin, Set<String> avoided) {
            var graph = subject.live()
                    .restrictedTo(edge -> !avoided.contains(edge.target().orElseThrow()));
            Optional<Path> shortest = Optional.empty();
            for (StateNode end : subject.model().endStates()) {
                // That a case rests in a state that is named is a way that has passed it.
                if (avoided.contains(end.name())) {
                    continue;
                }
                var path = graph.path(begin, end.name());
                if (path.isPresent()
                        && shortest.filter(other -> other.steps().size()
                                        <= path.get().steps().size())
                                .isEmpty()) {
                    shortest = path;
                }
            }
            return shortest;
        }
    }
}
