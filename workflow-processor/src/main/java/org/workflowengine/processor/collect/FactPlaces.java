package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Looks at every place in and around a definition where somebody could believe that a fact guards something. */
final class FactPlaces {

    private final StateTypes types;
    private final Sources sources;
    private final NotAFact notAFact;
    private final Problems problems;
    private final Map<TypeElement, Boolean> known = new HashMap<>();

    FactPlaces(StateTypes types, Sources sources, NotAFact notAFact, Problems problems) {
        this.types = types;
        this.sources = sources;
        this.notAFact = notAFact;
        this.problems = problems;
    }

    /** Looks at everything that is declared in the definition, and at what is around it. */
    void check(List<Element> inside) {
        for (Element element : inside) {
            if (element instanceof TypeElement type) {
                checkType(type);
            } else if (!isReadElsewhere(element)) {
                checkMember(element);
            }
        }
        for (Element outer : Types.enclosing(types.definition())) {
            if (Language.isWorkflow(outer)) {
                // It looks at itself and at what is around it.
                return;
            }
            for (AnnotationMirror mirror : outer.getAnnotationMirrors()) {
                if (holdsFacts(mirror)) {
                    var place = sources.contain(outer) ? Place.of(outer, mirror) : Place.of(types.definition());
                    report(mirror, place, MisplacedFact.inWords(outer), allTransitions());
                }
            }
        }
    }

    private void checkType(TypeElement type) {
        if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
            checkAnnotation(type);
        } else {
            for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
                if (holdsFacts(mirror)) {
                    report(mirror, Place.of(type, mirror), nameOf(type), transitionsMeantOn(type));
                }
            }
        }
        for (Element parameter : type.getTypeParameters()) {
            checkMember(parameter);
        }
        if (types.hold(type) || type.equals(types.definition())) {
            checkSupertypes(type);
        }
    }

    /** On a fact they compose a guard; an annotation that forgot to be a fact is reported where it stands on a transition. */
    private void checkAnnotation(TypeElement annotation) {
        if (Language.isFact(annotation) || notAFact.hasReported(annotation)) {
            return;
        }
        for (AnnotationMirror mirror : annotation.getAnnotationMirrors()) {
            if (holdsFacts(mirror)) {
                problems.add(MisplacedFact.onUnmarked(mirror, annotation));
            }
        }
    }

    /** What a state extends that is not part of the definition, near or far, brings no guards along. */
    private void checkSupertypes(TypeElement type) {
        for (TypeMirror supertype : type.getInterfaces()) {
            for (AnnotationMirror mirror : supertype.getAnnotationMirrors()) {
                if (holdsFacts(mirror)) {
                    report(mirror, Place.of(type), "what " + nameOf(type) + " extends", transitionsMeantOn(type));
                }
            }
        }
        for (TypeElement supertype : Types.withInterfaces(type)) {
            if (supertype.equals(type) || isInDefinition(supertype)) {
                continue;
            }
            var name = MisplacedFact.inWords(supertype) + ", which " + type.getSimpleName() + " extends,";
            for (AnnotationMirror mirror : supertype.getAnnotationMirrors()) {
                if (holdsFacts(mirror)) {
                    var place = sources.contain(supertype) ? Place.of(supertype, mirror) : Place.of(type);
                    report(mirror, place, name, transitionsMeantOn(type));
                }
            }
        }
    }

    private boolean isInDefinition(TypeElement type) {
        return type.equals(types.definition()) || types.definition().equals(type.getEnclosingElement());
    }

    private void checkMember(Element member) {
        for (AnnotationMirror mirror : member.getAnnotationMirrors()) {
            if (holdsFacts(mirror) && !repeatsComponent(member, mirror)) {
                report(mirror, Place.of(member, mirror), MisplacedFact.inWords(member), List.of());
            }
        }
        if (member instanceof ExecutableElement method) {
            for (Element parameter : method.getTypeParameters()) {
                checkMember(parameter);
            }
            for (Element parameter : method.getParameters()) {
                checkMember(parameter);
            }
        }
    }

    /** Whether the compiler has copied the annotation from a component of a record to what it makes of that. */
    private static boolean repeatsComponent(Element member, AnnotationMirror mirror) {
        if (member instanceof RecordComponentElement) {
            return false;
        }
        for (Element outer : Types.enclosing(member)) {
            if (outer.getKind() == ElementKind.RECORD) {
                for (RecordComponentElement component : ((TypeElement) outer).getRecordComponents()) {
                    if (component.getSimpleName().equals(member.getSimpleName()) && carries(component, mirror)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Transitions, whose facts are guards, and methods that are reported because they are none. */
    private boolean isReadElsewhere(Element element) {
        if (element.getKind() != ElementKind.METHOD) {
            return false;
        }
        var holder = Types.holder((ExecutableElement) element);
        return Language.isTransition(element)
                || Language.isMigration(holder)
                || types.hold(holder)
                || (holder.equals(types.definition()) && element.getModifiers().contains(Modifier.ABSTRACT));
    }

    private String nameOf(TypeElement type) {
        if (types.states().contains(type)) {
            return "state " + type.getSimpleName();
        }
        if (types.superstates().contains(type)) {
            return "superstate " + type.getSimpleName();
        }
        return type.equals(types.definition()) ? "workflow " + type.getSimpleName() : MisplacedFact.inWords(type);
    }

    /** Whether the annotation is a fact, or looks like a guard because it carries or holds facts. */
    private boolean holdsFacts(AnnotationMirror mirror) {
        if (!Annotations.isResolved(mirror)) {
            return false;
        }
        var type = Annotations.type(mirror);
        var before = known.get(type);
        if (before == null) {
            before = Language.isFact(type) || FactShape.isComposed(type) || NotAFact.holdsFacts(type);
            known.put(type, before);
        }
        return before;
    }

    private void report(AnnotationMirror mirror, Place place, String where, List<ExecutableElement> meant) {
        var without = new ArrayList<ExecutableElement>();
        for (ExecutableElement transition : meant) {
            if (!carries(transition, mirror)) {
                without.add(transition);
            }
        }
        problems.add(MisplacedFact.on(mirror, place, where, without));
    }

    private static boolean carries(Element element, AnnotationMirror mirror) {
        for (AnnotationMirror other : element.getAnnotationMirrors()) {
            if (other.getAnnotationType()
                    .asElement()
                    .equals(mirror.getAnnotationType().asElement())) {
                return true;
            }
        }
        return false;
    }

    /** The transitions that leave a state or superstate, or else enter it; for the workflow all of them. */
    private List<ExecutableElement> transitionsMeantOn(TypeElement type) {
        if (type.equals(types.definition())) {
            return allTransitions();
        }
        if (!types.hold(type)) {
            return List.of();
        }
        var leaving = transitionsOf(type);
        return leaving.isEmpty()
                ? allTransitions().stream()
                        .filter(transition -> Types.element(transition.getReturnType())
                                .filter(type::equals)
                                .isPresent())
                        .toList()
                : leaving;
    }

    private List<ExecutableElement> allTransitions() {
        return Types.nestedIn(types.definition()).stream()
                .filter(types::hold)
                .flatMap(type -> transitionsOf(type).stream())
                .toList();
    }

    private static List<ExecutableElement> transitionsOf(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(Language::isTransition)
                .toList();
    }
}
