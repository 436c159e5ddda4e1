package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                if (migration.unclear() || migration.older().isEmpty() || subject.hasUnclearStates()) {
                    continue;
                }
                for (StateNode state : migration.older().get().statesAsDeclared()) {
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

        private Problem problem(Subject subject, MigrationNode migration, WorkflowModel older, StateNode state) {
            var names = Subject.names(subject.model().statesAsDeclared());
            var near = NearNames.of(state.name(), names);
            String literal = older.definition().canonical() + "." + state.name() + ".class";
            String why = subject.model().states().stream()
                            .anyMatch(other -> other.id().equals(state.id()))
                    ? "cases end there in version " + subject.model().version()
                    : "version " + subject.model().version() + " has no state with the id " + state.id();
            return Problem.of(
                            code(),
                            migration.anchor(),
                            migration.name() + " forgets " + state.name() + ": cases of version " + older.version()
                                    + " in it would be stranded")
                    .found(why + Wording.didYouMean(near))
                    .expected("a mapping for every state of version " + older.version()
                            + " that is not terminal, or that it is said to stay")
                    .fix("for example   @From(" + literal + ") " + (near.isEmpty() ? "NewState" : near.get(0)) + " "
                            + IdDerivation.member(state.name()) + "();")
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
                Map<String, MappingNode> first = new HashMap<>();
                for (MappingNode mapping : migration.mappings()) {
                    var before = first.putIfAbsent(mapping.from(), mapping);
                    boolean stays = migration.staying().contains(mapping.from());
                    if (before != null || stays) {
                        problems.add(problem(migration, mapping, before == null ? "staying" : before.label()));
                    }
                }
            }
            return problems;
        }

        private Problem problem(MigrationNode migration, MappingNode mapping, String before) {
            return Problem.of(
                            code(),
                            mapping.anchor(),
                            mapping.label() + " maps " + mapping.from() + " of version " + migration.version()
                                    + " a second time")
                    .found(before + " says already where its cases go")
                    .expected(
                            "one place for the cases of each state; the new version's own transitions divide them further")
                    .fix("remove one of the two");
        }
    }
}
