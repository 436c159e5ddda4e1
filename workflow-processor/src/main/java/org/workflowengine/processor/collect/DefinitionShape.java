package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;

/** WF101: a definition is an interface that generated code can reach. */
final class DefinitionShape {

    private static final Code CODE = Code.WF101;

    private DefinitionShape() {}

    static Optional<Problem> check(TypeElement definition) {
        var faults = new ArrayList<String>();
        if (definition.getKind() != ElementKind.INTERFACE) {
            faults.add("is " + Types.kindInWords(definition));
        }
        var hidden = Types.privateAround(definition);
        if (hidden.isPresent()) {
            faults.add(
                    hidden.get().equals(definition)
                            ? "is private"
                            : "is inside private " + hidden.get().getSimpleName());
        }
        if (!definition.getTypeParameters().isEmpty()) {
            faults.add("has type parameters");
        }
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        var name = definition.getSimpleName();
        return Optional.of(Problem.of(CODE, Place.of(definition), "workflow " + name + " " + Wording.list(faults))
                .expected("an interface without type parameters that other classes of its package can name")
                .fix("write   interface " + name + " { … }   top-level, or in types that are not private"));
    }

    /** For a type that holds states although nobody called it a workflow. */
    static Problem missing(TypeElement holder) {
        return Problem.of(
                        CODE,
                        Place.of(holder),
                        holder.getSimpleName() + " holds states but is not marked as a workflow")
                .found("nothing is checked or generated for it")
                .fix("write   @Workflow(id = \"…\", version = 1)   on " + holder.getSimpleName());
    }
}
