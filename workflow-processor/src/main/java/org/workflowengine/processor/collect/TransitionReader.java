package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Reads the transitions that a state or superstate declares itself, each method once. */
final class TransitionReader {

    private final Targets targets;
    private final GuardReader guards;
    private final WaypointReader waypoints;
    private final ObligationReader obligations;
    private final Problems problems;
    private final Map<TypeElement, List<DeclaredTransition>> known = new HashMap<>();

    TransitionReader(
            Targets targets,
            GuardReader guards,
            WaypointReader waypoints,
            ObligationReader obligations,
            Problems problems) {
        this.targets = targets;
        this.guards = guards;
        this.waypoints = waypoints;
        this.obligations = obligations;
        this.problems = problems;
    }

    /** One transition per name, in declaration order; where one leads that is declared twice, nobody knows. */
    List<DeclaredTransition> declaredBy(TypeElement type) {
        var before = known.get(type);
        if (before != null) {
            return before;
        }
        var declared = read(type);
        known.put(type, declared);
        return declared;
    }

    private List<DeclaredTransition> read(TypeElement type) {
        // In a class every method has a body; that it is no interface is reported already.
        boolean reported = type.getKind() != ElementKind.INTERFACE;
        Map<String, DeclaredTransition> byName = new LinkedHashMap<>();
        for (ExecutableElement method : methods(type)) {
            if (!reported) {
                problems.add(TransitionShape.check(method));
            }
            boolean meant = Language.isTransition(method)
                    || (!reported && method.getModifiers().contains(Modifier.ABSTRACT));
            if (meant) {
                var name = method.getSimpleName().toString();
                var first = byName.get(name);
                byName.put(name, first == null ? declared(type, method) : first.intoTheUnknown());
            }
        }
        return List.copyOf(byName.values());
    }

    /** Of overloads the one without parameters is meant; the others are reported. */
    private static List<ExecutableElement> methods(TypeElement type) {
        var methods = new ArrayList<ExecutableElement>();
        var withParameters = new ArrayList<ExecutableElement>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            (method.getParameters().isEmpty() ? methods : withParameters).add(method);
        }
        methods.addAll(withParameters);
        return methods;
    }

    private DeclaredTransition declared(TypeElement type, ExecutableElement method) {
        boolean staying = targets.stays(method);
        return new DeclaredTransition(
                method.getSimpleName().toString(),
                Language.pinnedId(method),
                staying ? Optional.empty() : targets.read(method),
                staying,
                guards.read(method),
                waypoints.on(method),
                obligations.on(method),
                type.getSimpleName().toString(),
                Place.of(method));
    }
}
