package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
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

    static StateTypes read(TypeElement definition, Findings findings) {
        var nested = Types.nestedIn(definition);
        var marked = nested.stream().filter(Language::isState).toList();
        var superstates = new LinkedHashSet<>(ancestors(marked, definition));
        var unmarked = unmarkedStates(nested, superstates, definition);
        superstates.addAll(ancestors(unmarked, definition));
        var states = nested.stream()
                .filter(type -> marked.contains(type) || unmarked.contains(type))
                .toList();
        states.forEach(superstates::remove);

        marked.forEach(state -> StateShape.check(state).ifPresent(findings::add));
        unmarked.forEach(type -> findings.add(StateShape.unmarked(type)));
        var unclear = new LinkedHashSet<>(unmarked);
        for (TypeElement type : concat(states, superstates)) {
            var foreign = StateShape.checkSupertypes(type, definition);
            foreign.forEach(findings::add);
            boolean unresolved =
                    type.getInterfaces().stream().anyMatch(supertype -> supertype.getKind() == TypeKind.ERROR);
            if (unresolved) {
                findings.unresolved();
            }
            if (unresolved || !foreign.isEmpty()) {
                unclear.add(type);
            }
        }
        return new StateTypes(definition, states, superstates, unclear);
    }

    /** The states and superstates that a type extends directly. */
    List<TypeElement> parents(TypeElement type) {
        return type.getInterfaces().stream()
                .flatMap(supertype -> Types.element(supertype).stream())
                .filter(supertype -> states.contains(supertype) || superstates.contains(supertype))
                .toList();
    }

    /** Whether something about a state, or what it inherits, could not be read. */
    boolean isUnclear(TypeElement state) {
        return unclear.contains(state)
                || ancestors(List.of(state), definition).stream().anyMatch(unclear::contains);
    }

    /** The states that extend a superstate, near or far. */
    List<TypeElement> statesBelow(TypeElement superstate) {
        return states.stream()
                .filter(state -> ancestors(List.of(state), definition).contains(superstate))
                .toList();
    }

    private static List<TypeElement> unmarkedStates(
            List<TypeElement> nested, Set<TypeElement> superstates, TypeElement definition) {
        var used = nested.stream()
                .filter(type -> type.getKind() == ElementKind.INTERFACE)
                .filter(type -> !Language.isState(type) && !Language.isWorkflow(type) && !superstates.contains(type))
                .filter(StateTypes::hasTransitions)
                .toList();
        var ancestors = ancestors(used, definition);
        return used.stream().filter(type -> !ancestors.contains(type)).toList();
    }

    private static boolean hasTransitions(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream().anyMatch(Language::isTransition);
    }

    private static Set<TypeElement> ancestors(Collection<TypeElement> types, TypeElement definition) {
        Set<TypeElement> ancestors = new LinkedHashSet<>();
        var open = new ArrayList<>(types);
        while (!open.isEmpty()) {
            open.remove(open.size() - 1).getInterfaces().stream()
                    .flatMap(supertype -> Types.element(supertype).stream())
                    .filter(supertype -> definition.equals(supertype.getEnclosingElement()))
                    .filter(ancestors::add)
                    .forEach(open::add);
        }
        return ancestors;
    }

    private static List<TypeElement> concat(List<TypeElement> states, Set<TypeElement> superstates) {
        var all = new ArrayList<>(states);
        all.addAll(superstates);
        return all;
    }
}
