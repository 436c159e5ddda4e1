package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;

/** WF103: a state is a plain interface directly inside its workflow. */
final class StateShape {

    private static final Code CODE = Code.WF103;

    private StateShape() {}

    static Optional<Problem> check(TypeElement state) {
        var faults = new ArrayList<String>();
        if (state.getKind() != ElementKind.INTERFACE) {
            faults.add("is " + Types.kindInWords(state));
        }
        if (state.getModifiers().contains(Modifier.PRIVATE)) {
            faults.add("is private");
        }
        if (!state.getTypeParameters().isEmpty()) {
            faults.add("has type parameters");
        }
        if (Language.isWorkflow(state)) {
            faults.add("is marked as a workflow");
        }
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        var name = state.getSimpleName();
        return Optional.of(Problem.of(CODE, Place.of(state), "state " + name + " " + Wording.list(faults))
                .expected("a plain interface: cases rest in it, nothing is an instance of it")
                .fix("write   @State interface " + name + " { … }"));
    }

    /** For an interface that has transitions, but is neither a state nor a superstate. */
    static Problem unmarked(TypeElement type) {
        var name = type.getSimpleName();
        return Problem.of(CODE, Place.of(type), name + " has transitions but is not marked as a state")
                .found("nothing extends it either, as states extend a superstate")
                .fix("write   @State interface " + name + "   or let a state extend it");
    }

    /** For a state that is nested in something that is not its workflow. */
    static Problem outside(TypeElement state) {
        var name = state.getSimpleName();
        return Problem.of(CODE, Place.of(state), "state " + name + " is not directly inside a workflow")
                .expected("states are the interfaces nested in an interface that is marked with @Workflow")
                .fix("move " + name + " directly into the workflow it belongs to");
    }

    /** Reports supertypes that would bring in methods from outside the workflow. */
    static List<Problem> checkSupertypes(TypeElement type, TypeElement definition) {
        if (type.getKind() != ElementKind.INTERFACE) {
            return List.of();
        }
        var problems = new ArrayList<Problem>();
        for (TypeElement supertype : Types.interfacesOf(type)) {
            if (!definition.equals(supertype.getEnclosingElement()) && bringsMethods(supertype)) {
                problems.add(foreign(type, supertype, definition));
            }
        }
        return problems;
    }

    /** Whether it has methods, itself or inherited: also those of a superstate are not read on the way through it. */
    private static boolean bringsMethods(TypeElement foreign) {
        for (TypeElement type : Types.withInterfaces(foreign)) {
            if (!ElementFilter.methodsIn(type.getEnclosedElements()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static Problem foreign(TypeElement type, TypeElement supertype, TypeElement definition) {
        return Problem.of(
                        CODE,
                        Place.of(type),
                        type.getSimpleName() + " extends " + supertype.getSimpleName() + ", which is not part of "
                                + definition.getSimpleName())
                .expected("only superstates and states of the same workflow can bring in transitions")
                .fix("move " + supertype.getSimpleName() + " into " + definition.getSimpleName()
                        + ", or do not extend it");
    }
}
