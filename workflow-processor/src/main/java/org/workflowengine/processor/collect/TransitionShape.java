package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.ElementFilter;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;

/** WF105: a transition is an abstract method that says nothing but its name, its guard and its target. */
final class TransitionShape {

    private static final Code CODE = Code.WF105;

    private TransitionShape() {}

    static Optional<Problem> check(ExecutableElement method) {
        boolean marked = Language.isTransition(method);
        var faults = faultsOfSignature(method);
        if (!marked) {
            faults.add(0, "is not marked as a transition");
        }
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        var problem = Problem.of(CODE, Place.of(method), Types.nameInHolder(method) + " " + Wording.list(faults));
        if (!marked && hasBody(method)) {
            return Optional.of(problem.expected("only transitions; there is no place for code in a definition")
                    .fix("move it out of the definition"));
        }
        if (isRepeated(method)) {
            return Optional.of(problem.found(
                            "another transition of " + Types.holder(method).getSimpleName() + " has the same name")
                    .expected("one method for each transition; facts stand beside it as annotations")
                    .fix("give it a name of its own   @Transition " + target(method) + " " + freeName(method) + "();"));
        }
        return Optional.of(
                problem.expected("facts stand beside it as annotations; who and why are said when it is called")
                        .fix("write   @Transition " + target(method) + " " + method.getSimpleName() + "();"));
    }

    /** For a transition that does not stand in a state. */
    static Problem outside(ExecutableElement method) {
        return Problem.of(CODE, Place.of(method), Types.nameInHolder(method) + " is not inside a state")
                .expected("a transition is a method of the state that it leaves")
                .fix("move it into a state or superstate of a workflow");
    }

    private static List<String> faultsOfSignature(ExecutableElement method) {
        var faults = new ArrayList<String>();
        if (!method.getParameters().isEmpty()) {
            faults.add("takes parameters");
        }
        if (!method.getTypeParameters().isEmpty()) {
            faults.add("has type parameters");
        }
        if (!method.getThrownTypes().isEmpty()) {
            faults.add("declares exceptions");
        }
        if (hasBody(method)) {
            faults.add("has a body");
        }
        return faults;
    }

    /** Whether another method before it, or one without parameters anywhere, has its name: without its parameters it would be the same again. */
    private static boolean isRepeated(ExecutableElement method) {
        if (method.getParameters().isEmpty()) {
            return false;
        }
        var same = ElementFilter.methodsIn(Types.holder(method).getEnclosedElements());
        same.removeIf(other -> !other.getSimpleName().equals(method.getSimpleName()));
        return same.indexOf(method) > 0
                || same.stream().anyMatch(other -> other.getParameters().isEmpty());
    }

    /** One that no other method of the state has, nor is proposed for another of the same name. */
    private static String freeName(ExecutableElement method) {
        var methods = ElementFilter.methodsIn(Types.holder(method).getEnclosedElements());
        var taken =
                methods.stream().map(other -> other.getSimpleName().toString()).toList();
        var wish = method.getSimpleName() + "To" + target(method);
        var name = wish;
        int number = 1;
        for (ExecutableElement other : methods) {
            if (other.getSimpleName().equals(method.getSimpleName())
                    && target(other).equals(target(method))) {
                while (taken.contains(name)) {
                    number++;
                    name = wish + number;
                }
                if (other.equals(method)) {
                    return name;
                }
                number++;
                name = wish + number;
            }
        }
        return name;
    }

    private static boolean hasBody(ExecutableElement method) {
        return !method.getModifiers().contains(Modifier.ABSTRACT);
    }

    private static String target(ExecutableElement method) {
        return Types.element(method.getReturnType())
                .map(type -> type.getSimpleName().toString())
                .orElse("NextState");
    }
}
