package org.workflowengine.processor.collect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.NearNames;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;

/** WF104: a transition returns the state of this workflow that it enters. */
final class Targets {

    private static final Code CODE = Code.WF104;

    private final TypeElement definition;
    private final StateTypes types;
    private final Problems problems;

    Targets(TypeElement definition, StateTypes types, Problems problems) {
        this.definition = definition;
        this.types = types;
        this.problems = problems;
    }

    /**
     * Whether a transition keeps whatever state the case is in: it returns the superstate that declares it, or declares such a transition of a
     * superstate again.
     */
    boolean stays(ExecutableElement method) {
        var holder = Types.holder(method);
        return Types.element(method.getReturnType())
                .filter(types.superstates()::contains)
                .filter(returned -> returned.equals(holder)
                        || (types.isBelow(holder, returned) && declaresStaying(returned, method)))
                .isPresent();
    }

    private boolean declaresStaying(TypeElement superstate, ExecutableElement method) {
        return ElementFilter.methodsIn(superstate.getEnclosedElements()).stream()
                .anyMatch(other -> other.getSimpleName().equals(method.getSimpleName())
                        && other.getParameters().isEmpty()
                        && stays(other));
    }

    Optional<String> read(ExecutableElement method) {
        var type = method.getReturnType();
        if (type.getKind() == TypeKind.ERROR) {
            problems.unresolved();
            return Optional.empty();
        }
        var target = Types.element(type);
        if (target.isEmpty() || !types.states().contains(target.get())) {
            problems.add(problem(method, type));
            return Optional.empty();
        }
        return Optional.of(target.get().getSimpleName().toString());
    }

    private Problem problem(ExecutableElement method, TypeMirror type) {
        var states = simpleNames(types.states());
        var near = Types.element(type)
                .map(returned -> NearNames.of(returned.getSimpleName().toString(), states))
                .orElse(List.of());
        return Problem.of(
                        CODE,
                        Place.of(method),
                        Types.nameInHolder(method) + " does not enter a state of " + definition.getSimpleName())
                .found("it returns " + inWords(type) + Wording.didYouMean(near))
                .expected(states.isEmpty() ? "a state of this workflow" : "one of " + Wording.list(states))
                .fix(fix(method, type, near));
    }

    private String fix(ExecutableElement method, TypeMirror type, List<String> near) {
        var returned = Types.element(type);
        boolean unmarked = returned.filter(this::mayBeAState).isPresent();
        var holder = Types.holder(method);
        if (returned.filter(types.superstates()::contains)
                .filter(superstate -> types.isBelow(holder, superstate))
                .isPresent()) {
            return types.superstates().contains(holder)
                    ? "return the state that it enters, or   @Transition " + holder.getSimpleName() + " "
                            + method.getSimpleName() + "();   to keep the state"
                    : "return the state that it enters, or, to keep the state, declare it in a superstate that returns itself";
        }
        var choice = returned.filter(types.superstates()::contains)
                .map(types::statesBelow)
                .orElse(types.states());
        var target = Stream.concat(near.stream(), simpleNames(choice).stream()).findFirst();
        return unmarked && near.isEmpty()
                ? "write   @State interface " + returned.get().getSimpleName()
                : target.map(state -> "for example   " + (Language.isMapping(method) ? "@From(…) " : "@Transition ")
                                + state + " " + method.getSimpleName() + "();")
                        .orElse("declare the state that it enters and return it");
    }

    private boolean mayBeAState(TypeElement type) {
        return definition.equals(type.getEnclosingElement())
                && type.getKind() == ElementKind.INTERFACE
                && !types.superstates().contains(type);
    }

    private String inWords(TypeMirror type) {
        var returned = Types.element(type);
        if (returned.isEmpty()) {
            return type.getKind() == TypeKind.ARRAY
                    ? "an array"
                    : type.getKind().toString().toLowerCase(Locale.ROOT);
        }
        var name = returned.get().getSimpleName();
        if (types.superstates().contains(returned.get())) {
            return name + ", a superstate, in which no case can rest";
        }
        return Language.workflowAround(returned.get())
                .filter(other -> !other.equals(definition))
                .map(other -> name + " of another workflow, " + Types.nameBeside(other, definition))
                .orElse(name + ", which is not marked as a state");
    }

    private static List<String> simpleNames(List<TypeElement> elements) {
        return elements.stream().map(type -> type.getSimpleName().toString()).toList();
    }
}
