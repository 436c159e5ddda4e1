package org.workflowengine.processor.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.DefinitionJson;
import org.workflowengine.processor.model.Fingerprint;
import org.workflowengine.processor.model.GraphParts;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.Pin;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.WorkflowModel;

/** WF501: a released version stays what it was. */
final class PinnedDefinition implements Rule {

    private static final int SHOWN = 6;

    private static final String FROM_THE_DATABASE =
            "take both from the released version: the columns graph and fingerprint of workflow_definition";

    @Override
    public Code code() {
        return Code.WF501;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var model = subject.model();
        Pin pin = model.pin();
        if (!pin.isPinned() && pin.graph().isEmpty()) {
            return List.of();
        }
        if (!pin.isPinned()) {
            return List.of(problem(subject, "graph", " pins a graph, but no fingerprint")
                    .expected("the fingerprint pins the version; the graph only tells what differs from it")
                    .fix("add   fingerprint = \"" + Fingerprint.of(pin.text()) + "\""));
        }
        if (!pin.isReadable()) {
            return List.of(problem(subject, "fingerprint", " has no usable fingerprint")
                    .found("\"" + pin.fingerprint() + "\"")
                    .expected("64 hexadecimal digits, lower case")
                    .fix(
                            canBeWritten(model)
                                    ? "fingerprint = \"" + Fingerprint.of(model) + "\""
                                    : "leave it out until the version is released"));
        }
        if (!pin.graph().isEmpty() && !Fingerprint.of(pin.text()).equals(pin.fingerprint())) {
            return List.of(problem(subject, "graph", " pins a graph and a fingerprint that do not belong together")
                    .found("a graph with fingerprint " + Fingerprint.of(pin.text()))
                    .expected("the graph with fingerprint " + pin.fingerprint())
                    .fix(FROM_THE_DATABASE));
        }
        if (!canBeWritten(model) || Fingerprint.of(model).equals(pin.fingerprint())) {
            return List.of();
        }
        return List.of(owner(subject).map(other -> borrowed(subject, other)).orElseGet(() -> changed(subject)));
    }

    /** Another version that the fingerprint belongs to. */
    private static Optional<WorkflowModel> owner(Subject subject) {
        var model = subject.model();
        return Stream.concat(
                        model.migrations().stream().flatMap(migration -> migration.older().stream()),
                        subject.neighbours().stream())
                .filter(other -> !other.definition().equals(model.definition())
                        && canBeWritten(other)
                        && Fingerprint.of(other).equals(model.pin().fingerprint()))
                .findFirst();
    }

    private Problem borrowed(Subject subject, WorkflowModel other) {
        return problem(subject, "fingerprint", " is pinned by the fingerprint of another version")
                .found("it is that of version " + other.version() + ", "
                        + other.definition().canonical())
                .expected("no fingerprint until version " + subject.model().version() + " is released, then its own")
                .fix("leave out   fingerprint" + (subject.model().pin().graph().isEmpty() ? "" : "   and   graph"));
    }

    private Problem changed(Subject subject) {
        var model = subject.model();
        var problem = problem(
                subject, "fingerprint", " is pinned as version " + model.version() + ", but is not what was released");
        var fix = "undo the change here, and make it in a copy with   version = " + (model.version() + 1)
                + "   and a @Migration from this one";
        if (model.pin().graph().isEmpty()) {
            return problem.found("a graph with fingerprint " + Fingerprint.of(model))
                    .expected("the released one, " + model.pin().fingerprint())
                    .fix(fix)
                    .or("see what differs: add   graph = \"\"\"…\"\"\"   from the column graph of workflow_definition");
        }
        try {
            var lines = GraphParts.differences(model.pin().text(), "released", DefinitionJson.canonical(model), "here");
            return lines.isEmpty()
                    ? unwritten(subject, "the same graph as here, but not written as the compiler writes it")
                    : problem.found(GraphParts.shown(lines, SHOWN))
                            .expected("the graph that was released; cases follow it")
                            .fix(fix);
        } catch (IllegalArgumentException e) {
            return unwritten(subject, "it cannot be read: " + e.getMessage());
        }
    }

    private Problem unwritten(Subject subject, String found) {
        return problem(subject, "graph", " pins a graph that no compiler has written")
                .found(found)
                .expected("the text that was released, to the letter")
                .fix(FROM_THE_DATABASE);
    }

    private Problem problem(Subject subject, String element, String headline) {
        return Problem.of(code(), subject.model().anchor().at(element), subject.name() + headline);
    }

    /** Whether all of it could be read, so that its canonical text can be written. */
    static boolean canBeWritten(WorkflowModel model) {
        return model.complete() && model.migrations().stream().noneMatch(MigrationNode::unclear);
    }

    /** The annotation that pins a version. */
    static String pinned(WorkflowModel model) {
        return "@Workflow(id = \"" + model.id() + "\", version = " + model.version()
                + (model.erasable() ? "" : ", erasable = false") + ", fingerprint = \"" + Fingerprint.of(model) + "\")";
    }
}
