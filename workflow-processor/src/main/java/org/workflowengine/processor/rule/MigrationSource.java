package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.processor.model.Anchor;
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
                var older = migration.older();
                var fault = subject.olderFault(migration);
                if (fault.isPresent()) {
                    // What is compiled here reports its faults itself.
                    if (older.flatMap(model -> subject.compiledHere(model.definition()))
                            .isEmpty()) {
                        problems.add(unsound(migration, fault.get()));
                    }
                } else if (older.isPresent()) {
                    if (!older.get().pin().isPinned()) {
                        problems.add(unpinned(subject, migration, older.get()));
                    }
                } else if (!migration.unclear() && migration.version() >= 1) {
                    retired(subject, migration).ifPresent(problems::add);
                }
            }
            return problems;
        }

        private Problem unsound(MigrationNode migration, String fault) {
            return Problem.of(
                            code(),
                            migration.anchor().at("from"),
                            migration.name() + " leaves a version whose class files are not sound")
                    .found(fault)
                    .expected("a released version, compiled with the annotation processor and without errors")
                    .fix("compile it again, with the processor, or put the released library on the class path");
        }

        private Problem unpinned(Subject subject, MigrationNode migration, WorkflowModel older) {
            var itself = subject.compiledHere(older.definition()).filter(PinnedDefinition::canBeWritten);
            return Problem.of(
                            code(),
                            migration.anchor().at("from"),
                            migration.name() + " leaves version " + older.version() + ", which is not pinned")
                    .found(older.definition().canonical() + " has no fingerprint, so an edit of it would go unnoticed")
                    .expected("a released version, pinned by its fingerprint")
                    .fix(itself.map(model -> "write there   " + PinnedDefinition.pinned(model))
                            .orElse("pin it there:   fingerprint = \"…\"   from META-INF/workflow/" + older.id() + ".v"
                                    + older.version() + ".json"));
        }

        private Optional<Problem> retired(Subject subject, MigrationNode migration) {
            var model = subject.model();
            if (!Pin.isFingerprint(migration.fingerprint())) {
                return Optional.of(Problem.of(
                                code(),
                                migration.anchor().at("fingerprint"),
                                migration.name() + " has no usable fingerprint")
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
                                    at(migration),
                                    migration.name() + " leads from version " + migration.version() + " to version "
                                            + version)
                            .found("version " + migration.version() + " is "
                                    + (migration.version() < 1
                                            ? "no version"
                                            : migration.version() == version ? "the same" : "higher"))
                            .expected(
                                    "a lower version; to go back to earlier rules, release them again as a higher one")
                            .fix(migration.version() < 1 ? older(version) : higher(subject, migration.version())));
                } else if (named && !seen.add(migration.version())) {
                    problems.add(Problem.of(
                                    code(),
                                    at(migration),
                                    migration.name() + " is a second migration from version " + migration.version())
                            .expected("one migration from each older version")
                            .fix("put its mappings into the other one, and remove it"));
                }
            }
            return problems;
        }

        private static String older(int version) {
            return version > 1
                    ? "name the version that the cases follow now, for example   version = " + (version - 1)
                    : "remove it: there is no version before 1";
        }

        private static String higher(Subject subject, int left) {
            return "for example   @Workflow(id = \"" + subject.model().id() + "\", version = "
                    + (Math.max(left, subject.model().version()) + 1) + ")";
        }

        private static Anchor at(MigrationNode migration) {
            return migration.anchor().at(migration.older().isPresent() ? "from" : "version");
        }
    }
}
