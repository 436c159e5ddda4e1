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
import org.workflowengine.processor.model.FourEyes;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.Wording;
import org.workflowengine.processor.rule.WaysAround.Way;

/** Where a step may not be made by who brought the case into a state, somebody has brought it there; of several faults the first is shown. */
final class Brought {

    private Brought() {}

    private abstract static class Checked implements Rule {

        @Override
        public final List<Problem> check(Subject subject) {
            Map<Anchor, Problem> problems = new LinkedHashMap<>();
            if (subject.startOfKnownWays().isEmpty()) {
                return List.of();
            }
            var enterable = subject.enterable();
            var ways = new Ways(subject);
            for (StateNode state : subject.model().statesAsDeclared()) {
                for (TransitionEdge edge : subject.transitionsOf(state)) {
                    for (FourEyes eyes : edge.obligations().fourEyes()) {
                        if (enterable.contains(state.name())
                                && edge.canFire()
                                && !problems.containsKey(eyes.anchor())) {
                            broken(subject, ways, edge, eyes)
                                    .ifPresent(problem -> problems.put(eyes.anchor(), problem));
                        }
                    }
                }
            }
            return List.copyOf(problems.values());
        }

        abstract Optional<Problem> broken(Subject subject, Ways ways, TransitionEdge edge, FourEyes eyes);

        final Problem problem(TransitionEdge edge, FourEyes eyes, Way way, String headline) {
            var steps = new ArrayList<>(way.steps());
            steps.add(edge);
            return Problem.of(code(), eyes.anchor(), headline)
                    .along(steps)
                    .found(way.text() + " -" + edge.name() + "-> "
                            + edge.target().orElseThrow());
        }
    }

    /** The ways of one definition; those that were looked for once are kept. */
    private static final class Ways {
        private final Subject subject;
        private final Map<String, Map<String, Way>> around = new HashMap<>();
        private final Map<String, Map<String, Way>> withoutStep = new HashMap<>();

        private final Map<String, Set<String>> unblocked = new HashMap<>();

        Ways(Subject subject) {
            this.subject = subject;
        }

        /** The shortest way to a transition that does not pass through the state. */
        Optional<Way> around(TransitionEdge edge, FourEyes eyes) {
            return Optional.ofNullable(
                    around.computeIfAbsent(eyes.state(), state -> WaysAround.around(subject.model(), state))
                            .get(edge.source()));
        }

        /** The shortest way to a transition on which no step brings the case into the state. */
        Optional<Way> withoutStep(TransitionEdge edge, FourEyes eyes) {
            return Optional.ofNullable(withoutStep
                    .computeIfAbsent(eyes.state(), state -> WaysAround.withoutStepInto(subject.model(), state))
                    .get(edge.source()));
        }

        /** The states from which an end or a step into the state is reached without any transition that has four eyes on it. */
        Set<String> unblocked(FourEyes eyes) {
            return unblocked.computeIfAbsent(eyes.state(), state -> {
                var rest = subject.live().restrictedTo(edge -> !requires(edge, state));
                var goals = new ArrayList<>(Subject.names(subject.model().endStates()));
                for (String other : rest.states()) {
                    if (rest.out(other).stream()
                            .anyMatch(edge -> edge.enters()
                                    && edge.target().filter(state::equals).isPresent())) {
                        goals.add(other);
                    }
                }
                return rest.reaching(goals);
            });
        }
    }

    /** Whether a transition has four eyes on a state. */
    private static boolean requires(TransitionEdge edge, String state) {
        return edge.obligations().fourEyes().stream()
                .anyMatch(eyes -> eyes.state().equals(state));
    }

    /** WF605: every way there passes through the state. */
    static final class Around extends Checked {

        @Override
        public Code code() {
            return Code.WF605;
        }

        @Override
        Optional<Problem> broken(Subject subject, Ways ways, TransitionEdge edge, FourEyes eyes) {
            return ways.around(edge, eyes)
                    .map(way -> problem(
                                    edge,
                                    eyes,
                                    way,
                                    edge.label() + " can be reached by a case that nobody has brought into "
                                            + eyes.state())
                            .expected("every way there leads through " + eyes.state()
                                    + (way.length() > way.steps().size()
                                            ? ", or through a state of an older version that is mapped to it"
                                            : "")
                                    + "; the step is refused if nobody has brought the case there")
                            .fix("let that way lead through " + eyes.state() + ", or remove " + eyes.state()
                                    + " from @FourEyes"));
        }
    }

    /** WF606: some step brings every case there. */
    static final class ByNobody extends Checked {

        @Override
        public Code code() {
            return Code.WF606;
        }

        @Override
        Optional<Problem> broken(Subject subject, Ways ways, TransitionEdge edge, FourEyes eyes) {
            if (ways.around(edge, eyes).isPresent()) {
                return Optional.empty();
            }
            return ways.withoutStep(edge, eyes)
                    .map(way -> problem(
                                    edge,
                                    eyes,
                                    way,
                                    edge.label() + " is refused to cases that no step has brought into " + eyes.state())
                            .expected("a step brings every case into " + eyes.state() + "; an import is made by nobody")
                            .fix(fix(subject, way)));
        }

        private static String fix(Subject subject, Way way) {
            if (way.length() > way.steps().size()) {
                return "let these cases be brought there by a transition, or give them another way out";
            }
            var begin = way.steps().isEmpty() ? way.state() : way.steps().get(0).source();
            boolean initial =
                    subject.start().filter(start -> start.name().equals(begin)).isPresent();
            return "remove importable = true from " + begin
                    + (initial ? ", and open these cases there" : ", and import into a state before it");
        }
    }

    /** WF607: erasing a step leaves a way out. */
    static final class Erased extends Checked {

        @Override
        public Code code() {
            return Code.WF607;
        }

        @Override
        Optional<Problem> broken(Subject subject, Ways ways, TransitionEdge edge, FourEyes eyes) {
            if (!subject.model().erasable()) {
                return Optional.empty();
            }
            if (ways.unblocked(eyes).contains(edge.source())) {
                return Optional.empty();
            }
            var blocked = subject.live().out(edge.source()).stream()
                    .filter(one -> requires(one, eyes.state()))
                    .map(TransitionEdge::text)
                    .toList();
            return Optional.of(Problem.of(
                            code(),
                            eyes.anchor(),
                            "erasing the step that brought a case into " + eyes.state() + " could block it for good in "
                                    + edge.source())
                    .along(List.of(edge))
                    .found("without " + Wording.list(blocked) + " no way leads from " + edge.source()
                            + " to an end, or back into " + eyes.state())
                    .expected("when that step is erased, nobody knows any more who may not make " + edge.name()
                            + ", and it is refused to all; the case needs another way out")
                    .fix("write   @Workflow(…, erasable = false)   or give " + edge.source()
                            + " a way out that does not require @FourEyes(" + eyes.state() + ".class)"));
        }
    }
}
