package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.MappingNode;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.NearNames;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.Wording;
import org.workflowengine.processor.model.WorkflowModel;

/** WF503 and WF505: every live state of an older version leads to one place, or is said to stay. */
final class Mappings {

    private Mappings() {}

    /** WF503: none is forgotten. */
    static final class Total implements Rule {
        @Override
        public Code code() {
            return Code.WF503;
        }

        @Override
        public List<Problem> check(Subject subject) {
            var problems = new ArrayList<Problem>();
            for (MigrationNode migration : subject.model().migrations()) {
                if (migration.unclear()
                        || migration.older().isEmpty()
                        || subject.olderFault(migration).isPresent()
                        || subject.hasUnclearStates()
                        || isOneOfSeveral(subject, migration)) {
                    continue;
                }
                for (StateNode state : migration.older().get().states()) {
                    if (!state.terminal()
                            && migration.mapping(state.id()).isEmpty()
                            && !migration.staying().contains(state.id())) {
                        problems.add(
                                problem(subject, migration, migration.older().get(), state));
                    }
                }
            }
            return problems;
        }

        /** What one of them forgets, another may map; that there are two is reported. */
        private static boolean isOneOfSeveral(Subject subject, MigrationNode migration) {
            return subject.model().migrations().stream()
                            .filter(other -> other.version() == migration.version())
                            .count()
                    > 1;
        }

        private Problem problem(Subject subject, MigrationNode migration, WorkflowModel older, StateNode state) {
            boolean ended = subject.model().states().stream()
                    .anyMatch(other -> other.id().equals(state.id()));
            var near = NearNames.of(state.name(), Subject.names(subject.model().statesAsDeclared()));
            var target = near.stream()
                    .findFirst()
                    .or(() -> subject.start().map(StateNode::name))
                    .orElse("NewState");
            String literal = older.definition().canonical() + "." + state.name() + ".class";
            String why = ended
                    ? "cases end there in version " + subject.model().version()
                    : "version " + subject.model().version() + " has no state with the id " + state.id()
                            + Wording.didYouMean(near);
            return Problem.of(
                            code(),
                            migration.anchor(),
                            migration.name() + " forgets " + state.name() + ": cases of version " + older.version()
                                    + " in it would be stranded")
                    .found(why)
                    .expected("a mapping for every state of version " + older.version()
                            + " that is not terminal, or that it is said to stay")
                    .fix("for example   @From(" + literal + ") " + target + " " + IdDerivation.member(state.name())
                            + "();")
                    .or("leave its cases where they are:   staying = " + literal);
        }
    }

    /** WF505: none leads to two places. */
    static final class Once implements Rule {
        @Override
        public Code code() {
            return Code.WF505;
        }

        @Override
        public List<Problem> check(Subject subject) {
            var problems = new ArrayList<Problem>();
            for (MigrationNode migration : subject.model().migrations()) {
                if (subject.olderFault(migration).isPresent()) {
                    continue;
                }
                Map<String, String> first = new HashMap<>();
                for (String id : migration.staying()) {
                    if (first.putIfAbsent(id, "staying") != null) {
                        problems.add(problem(
                                migration,
                                migration.anchor().at("staying"),
                                migration.name() + " says twice that cases in " + nameOf(migration, id) + " stay",
                                "staying"));
                    }
                }
                for (MappingNode mapping : migration.mappings()) {
                    var before = first.putIfAbsent(mapping.from(), mapping.label());
                    if (before != null) {
                        problems.add(problem(
                                migration,
                                mapping.anchor(),
                                mapping.label() + " maps " + nameOf(migration, mapping.from()) + " a second time",
                                before));
                    }
                }
            }
            return problems;
        }

        private Problem problem(MigrationNode migration, Anchor anchor, String headline, String before) {
            return Problem.of(code(), anchor, headline)
                    .found(before + " says already where these cases of version " + migration.version() + " go")
                    .expected(
                            "one place for the cases of each state; transitions of the new version divide them further")
                    .fix("remove one of the two");
        }

        /** The older state as its author calls it. */
        private static String nameOf(MigrationNode migration, String id) {
            return migration
                    .older()
                    .flatMap(older -> older.states().stream()
                            .filter(state -> state.id().equals(id))
                            .findFirst())
                    .map(StateNode::name)
                    .orElse(id);
        }
    }
}
