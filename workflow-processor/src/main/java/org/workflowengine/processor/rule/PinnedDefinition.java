package org.workflowengine.processor.rule;

import java.util.List;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.DefinitionJson;
import org.workflowengine.processor.model.Fingerprint;
import org.workflowengine.processor.model.GraphParts;
import org.workflowengine.processor.model.Pin;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.WorkflowModel;

/** WF501: a released version stays what it was. */
final class PinnedDefinition implements Rule {

    private static final int SHOWN = 6;

    @Override
    public Code code() {
        return Code.WF501;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var model = subject.model();
        Pin pin = model.pin();
        if (!pin.isPinned()) {
            return pin.graph().isEmpty()
                    ? List.of()
                    : List.of(Problem.of(
                                    code(),
                                    model.anchor().at("graph"),
                                    subject.name() + " pins a graph, but no fingerprint")
                            .expected("the fingerprint pins the version; the graph only tells what differs from it")
                            .fix("add   fingerprint = \"" + Fingerprint.of(pin.text()) + "\""));
        }
        if (!pin.isReadable()) {
            return List.of(
                    Problem.of(code(), model.anchor().at("fingerprint"), subject.name() + " has no usable fingerprint")
                            .found("\"" + pin.fingerprint() + "\"")
                            .expected("64 hexadecimal digits, lower case")
                            .fix(canBeWritten(model) ? pinned(model) : "leave it out until the version is released"));
        }
        if (!pin.graph().isEmpty() && !Fingerprint.of(pin.text()).equals(pin.fingerprint())) {
            return List.of(
                    Problem.of(
                                    code(),
                                    model.anchor().at("graph"),
                                    subject.name() + " pins a graph and a fingerprint that do not belong together")
                            .found("a graph with fingerprint " + Fingerprint.of(pin.text()))
                            .expected("the graph with fingerprint " + pin.fingerprint())
                            .fix(
                                    "take both from the released version: the columns graph and fingerprint of workflow_definition"));
        }
        if (!canBeWritten(model) || Fingerprint.of(model).equals(pin.fingerprint())) {
            return List.of();
        }
        return List.of(changed(subject));
    }

    private Problem changed(Subject subject) {
        var model = subject.model();
        Pin pin = model.pin();
        var problem = Problem.of(
                code(),
                model.anchor().at("fingerprint"),
                subject.name() + " is pinned as version " + model.version() + ", but is not what was released");
        if (pin.graph().isEmpty()) {
            problem = problem.found("a graph with fingerprint " + Fingerprint.of(model))
                    .expected("the released one, " + pin.fingerprint());
        } else {
            var lines = GraphParts.differences(pin.text(), "released", DefinitionJson.canonical(model), "here");
            var shown = String.join("\n", lines.subList(0, Math.min(SHOWN, lines.size())));
            problem = problem.found(shown + (lines.size() > SHOWN ? "\nand " + (lines.size() - SHOWN) + " more" : ""))
                    .expected("the graph that was released; cases follow it");
        }
        problem = problem.fix("undo the change here, and make it in a copy with   version = " + (model.version() + 1)
                + "   and a @Migration from this one");
        return pin.graph().isEmpty()
                ? problem.or(
                        "see what differs: add   graph = \"\"\"…\"\"\"   from the column graph of workflow_definition")
                : problem;
    }

    /** Whether all of it could be read, so that its canonical text can be written. */
    static boolean canBeWritten(WorkflowModel model) {
        return model.complete()
                && model.transitions().stream().allMatch(edge -> edge.target().isPresent())
                && model.migrations().stream()
                        .allMatch(migration -> !migration.unclear()
                                && migration.mappings().stream()
                                        .allMatch(mapping -> mapping.target().isPresent()));
    }

    static String pinned(WorkflowModel model) {
        return "@Workflow(id = \"" + model.id() + "\", version = " + model.version() + ", fingerprint = \""
                + Fingerprint.of(model) + "\")";
    }
}
