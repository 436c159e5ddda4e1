package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.TakenName;
import org.workflowengine.processor.model.WorkflowModel;

/** WF401: the names of the generated types are free. */
final class TypeNames implements Rule {

    @Override
    public Code code() {
        return Code.WF401;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var model = subject.model();
        Set<Problem> problems = new LinkedHashSet<>();
        for (TakenName taken : model.taken()) {
            problems.add(taken(model, taken, model.anchor()));
            problems.add(taken(model, taken, taken.anchor()));
        }
        for (WorkflowModel other : subject.neighbours()) {
            if (!other.definition().equals(model.definition())
                    && generated(other).equals(generated(model))) {
                problems.add(sameNames(model, other));
            }
        }
        return List.copyOf(problems);
    }

    private Problem taken(WorkflowModel model, TakenName taken, Anchor anchor) {
        var name = model.nameOf(taken.type()).canonical();
        return Problem.of(code(), anchor, "the name " + name + " is needed for a generated type")
                .found("a type of that name is among the sources, or is not generated from "
                        + model.definition().canonical())
                .expected("a free name: the generated types are called " + model.prefix() + inBraces())
                .fix("rename that type, or " + model.definition().nested());
    }

    private Problem sameNames(WorkflowModel model, WorkflowModel other) {
        return Problem.of(
                        code(),
                        model.anchor(),
                        model.definition().nested() + " and "
                                + other.definition().nested() + " would generate types of the same names")
                .found(model.prefix() + inBraces() + " in both cases")
                .expected("a nested definition Outer.Inner generates Outer_InnerCase and so on")
                .fix("rename one of them");
    }

    private static List<String> generated(WorkflowModel model) {
        var names = new ArrayList<String>();
        for (GeneratedType type : GeneratedType.values()) {
            names.add(model.nameOf(type).canonical());
        }
        return names;
    }

    private static String inBraces() {
        var suffixes = new ArrayList<String>();
        for (GeneratedType type : GeneratedType.values()) {
            suffixes.add(type.suffix());
        }
        return "{" + String.join(",", suffixes) + "}";
    }
}
