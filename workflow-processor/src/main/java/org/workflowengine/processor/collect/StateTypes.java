package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * The nested types of a definition that matter to its graph.
 *
 * @param definition the workflow
 * @param states the types in which cases rest, in declaration order; those that only forgot their annotation are among them
 * @param superstates the interfaces that states extend
 * @param unclear those of both about which something could not be read
 */
record StateTypes(
        TypeElement definition, List<TypeElement> states, Set<TypeElement> superstates, Set<TypeElement> unclear) {

    static StateTypes read(TypeElement definition, Problems problems) {
        var nested = Types.nestedIn(definition);
        var marked = new ArrayList<TypeElement>();
        for (TypeElement type : nested) {
            // What is marked as both is reported as a migration that is not one.
            if (Language.isState(type) && !Language.isMigration(type)) {
                marked.add(type);
            }
        }
        var superstates = new LinkedHashSet<>(ancestors(marked, definition));
        var unmarked = unmarkedStates(nested, superstates, definition);
        superstates.addAll(ancestors(unmarked, definition));
        var states = new ArrayList<>(nested);
        states.removeIf(type -> !marked.contains(type) && !unmarked.contains(type));
        superstates.removeAll(states);

        for (TypeElement state : marked) {
            problems.add(StateShape.check(state));
        }
        for (TypeElement type : unmarked) {
            problems.add(StateShape.unmarked(type));
        }
        var unclear = new LinkedHashSet<>(unmarked);
        for (TypeElement type : concat(states, superstates)) {
            var foreign = StateShape.checkSupertypes(type, definition);
            problems.add(foreign);
            boolean unresolved = extendsUnknown(type);
            if (unresolved) {
                problems.unresolved();
            }
            if (unresolved || !foreign.isEmpty()) {
                unclear.add(type);
            }
        }
        return new StateTypes(definition, states, superstates, unclear);
    }

    private static boolean extendsUnknown(TypeElement type) {
        for (TypeMirror supertype : type.getInterfaces()) {
            if (supertype.getKind() == TypeKind.ERROR) {
                return true;
            }
        }
        return false;
    }

    /** Whether a type is a state or superstate, so that its methods are read as transitions. */
    boolean hold(TypeElement type) {
        return states.contains(type) || superstates.contains(type);
    }

    /** The states and superstates that a type extends directly. */
    List<TypeElement> parents(TypeElement type) {
        var parents = Types.interfacesOf(type);
        parents.removeIf(supertype -> !states.contains(supertype) && !superstates.contains(supertype));
        return parents;
    }

    /** Whether something about a state, or what it inherits, could not be read. */
    boolean isUnclear(TypeElement state) {
        return unclear.contains(state) || !Collections.disjoint(ancestors(List.of(state), definition), unclear);
    }

    /** Whether a state or superstate extends a superstate, near or far. */
    boolean isBelow(TypeElement type, TypeElement superstate) {
        return ancestors(List.of(type), definition).contains(superstate);
    }

    /** The names of the superstates that a state extends, near or far, sorted. */
    List<String> superstatesOf(TypeElement state) {
        return superstates.stream()
                .filter(superstate -> isBelow(state, superstate))
                .map(superstate -> superstate.getSimpleName().toString())
                .sorted()
                .toList();
    }

    /** The states that extend a superstate, near or far. */
    List<TypeElement> statesBelow(TypeElement superstate) {
        return states.stream().filter(state -> isBelow(state, superstate)).toList();
    }

    private static List<TypeElement> unmarkedStates(
            List<TypeElement> nested, Set<TypeElement> superstates, TypeElement definition) {
        var used = new ArrayList<TypeElement>();
        for (TypeElement type : nested) {
            if (type.getKind() == ElementKind.INTERFACE
                    && !Language.isState(type)
                    && !Language.isWorkflow(type)
                    && !Language.isMigration(type)
                    && !superstates.contains(type)
                    && hasTransitions(type)) {
                used.add(type);
            }
        }
        used.removeAll(ancestors(used, definition));
        return used;
    }

    private static boolean hasTransitions(TypeElement type) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (Language.isTransition(method)) {
                return true;
            }
        }
        return false;
    }

    private static Set<TypeElement> ancestors(Collection<TypeElement> types, TypeElement definition) {
        Set<TypeElement> ancestors = new LinkedHashSet<>();
        var open = new ArrayList<>(types);
        while (!open.isEmpty()) {
            for (TypeElement supertype : Types.interfacesOf(open.remove(open.size() - 1))) {
                if (definition.equals(supertype.getEnclosingElement()) && ancestors.add(supertype)) {
                    open.add(supertype);
                }
            }
        }
        return ancestors;
    }

    private static List<TypeElement> concat(List<TypeElement> states, Set<TypeElement> superstates) {
        var all = new ArrayList<>(states);
        all.addAll(superstates);
        return all;
    }
}
