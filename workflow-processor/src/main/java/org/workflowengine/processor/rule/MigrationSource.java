package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.Pin;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;
import org.workflowengine.processor.model.WorkflowModel;

/** WF502 and WF506: a migration leaves an older, pinned version, each once. */
final class MigrationSource {

    private MigrationSource() {}

    /** WF502: what a migration leaves is pinned. */
    static final class Pinned implements Rule {
        @Override
        public Code code() {
            return Code.WF502;
        }

        @Override
        public List<Problem> check(Subject subject) {
            var problems = new ArrayList<Problem>();
            for (MigrationNode migration : subject.model().migrations()) {
                if (migration.older().isPresent()) {
                    var older = migration.older().get();
                    if (!older.pin().isPinned()) {
                        problems.add(unpinned(subject, migration, older));
                    }
                } else if (!migration.unclear()) {
                    retired(subject, migration).ifPresent(problems::add);
                }
            }
            return problems;
        }

        private Problem unpinned(Subject subject, MigrationNode migration, WorkflowModel older) {
            var itself = subject.neighbours().stream()
                    .filter(other -> other.definition().equals(older.definition()))
                    .filter(PinnedDefinition::canBeWritten)
                    .findFirst();
            return Problem.of(
                            code(),
                            migration.anchor(),
                            migration.name() + " leaves version " + older.version() + ", which is not pinned")
                    .found(older.definition().canonical() + " has no fingerprint, so an edit of it would go unnoticed")
                    .expected("a released version, pinned by its fingerprint")
                    .fix(itself.map(model -> "write there   " + PinnedDefinition.pinned(model))
                            .orElse("pin it there:   fingerprint = \"…\"   as META-INF/workflow/" + older.id() + ".v"
                                    + older.version() + ".json has it"));
        }

        private Optional<Problem> retired(Subject subject, MigrationNode migration) {
            var model = subject.model();
            if (!Pin.isFingerprint(migration.fingerprint())) {
                return Optional.of(Problem.of(
                                code(), migration.anchor(), migration.name() + " has no usable fingerprint")
                        .found(Wording.quote(migration.fingerprint()))
                        .expected("the fingerprint of version " + migration.version() + ", 64 hexadecimal digits")
                        .fix("take it from the column fingerprint of workflow_definition"));
            }
            return model.pin().isPinned()
                    ? Optional.empty()
                    : Optional.of(Problem.of(
                                    code(),
                                    migration.anchor(),
                                    migration.name() + " names version " + migration.version() + " by its ids, but "
                                            + subject.name() + " is not pinned")
                            .found(
                                    "no class says which states that version has, and no fingerprint that nothing changed")
                            .expected("class literals of the older version, or a pin that proves the ids")
                            .fix("name it by its class:   @Migration(from = <version " + migration.version()
                                    + ">.class)"));
        }
    }

    /** WF506: no case goes back, and each version is left in one way. */
    static final class Ascending implements Rule {
        @Override
        public Code code() {
            return Code.WF506;
        }

        @Override
        public List<Problem> check(Subject subject) {
            int version = subject.model().version();
            Set<Integer> seen = new HashSet<>();
            var problems = new ArrayList<Problem>();
            for (MigrationNode migration : subject.model().migrations()) {
                boolean named = migration.older().isPresent() || !migration.unclear();
                if (named && (migration.version() >= version || migration.version() < 1)) {
                    problems.add(Problem.of(
                                    code(),
                                    migration.anchor(),
                                    migration.name() + " leads from version " + migration.version() + " to version "
                                            + version)
                            .expected(
                                    "a lower version; to go back to earlier rules, release them again as a higher one")
                            .fix("for example   @Workflow(id = \""
                                    + subject.model().id() + "\", version = "
                                    + (Math.max(migration.version(), version) + 1) + ")"));
                } else if (named && !seen.add(migration.version())) {
                    problems.add(Problem.of(
                                    code(),
                                    migration.anchor(),
                                    migration.name() + " is a second migration from version " + migration.version())
                            .expected("one migration from each older version")
                            .fix("put its mappings into the other one, and remove it"));
                }
            }
            return problems;
        }
    }
}
