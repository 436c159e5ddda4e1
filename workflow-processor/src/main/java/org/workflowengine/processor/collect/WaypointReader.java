package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.NearNames;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Waypoint;
import org.workflowengine.processor.model.Wording;

/** WF603: reads through which states cases must have passed, or must still pass, where that is written. */
final class WaypointReader {

    private static final Code CODE = Code.WF603;

    private static final List<String> ANNOTATIONS = List.of(Language.MUST_HAVE_PASSED, Language.MUST_STILL_PASS);

    private final StateTypes types;
    private final Problems problems;

    WaypointReader(StateTypes types, Problems problems) {
        this.types = types;
        this.problems = problems;
    }

    /** What is written on a transition. */
    List<Waypoint> on(ExecutableElement transition) {
        return on(transition, Types.nameInHolder(transition));
    }

    /** What is written on a state, and on every superstate that it extends. */
    List<Waypoint> on(TypeElement state) {
        var waypoints = new ArrayList<>(on(state, state.getSimpleName().toString()));
        for (TypeElement superstate : types.superstates()) {
            if (types.isBelow(state, superstate)) {
                waypoints.addAll(on(superstate, superstate.getSimpleName().toString()));
            }
        }
        return waypoints;
    }

    /** Reports what stands where nothing is read; what is wrong with a method of a state, or with a transition elsewhere, is reported already. */
    void check(List<Element> inside) {
        for (Element element : inside) {
            boolean read = element instanceof TypeElement type
                    ? types.hold(type)
                    : Language.isTransition(element)
                            || (element instanceof ExecutableElement method && types.hold(Types.holder(method)));
            if (!read) {
                misplacedOn(element).forEach(problems::add);
            }
        }
    }

    static List<Problem> misplacedOn(Element element) {
        var misplaced = new ArrayList<Problem>();
        for (AnnotationMirror mirror : of(element)) {
            misplaced.add(Problem.of(CODE, Place.of(element, mirror), name(mirror) + " promises nothing here")
                    .expected("it stands on a transition, a state or a superstate of a workflow")
                    .fix("remove it, or put it where its ways lead"));
        }
        return misplaced;
    }

    private List<Waypoint> on(Element element, String holder) {
        var waypoints = new ArrayList<Waypoint>();
        for (AnnotationMirror mirror : of(element)) {
            var values = Annotations.values(mirror, "value");
            if (values.isEmpty()) {
                problems.add(Problem.of(CODE, Place.of(element, mirror), name(mirror) + " names no state")
                        .expected("at least one state or superstate of "
                                + types.definition().getSimpleName())
                        .fix("name one, or remove it"));
            }
            for (AnnotationValue value : values) {
                var place = new Place(element, Optional.of(mirror), Optional.of(value));
                named(mirror, value, place)
                        .map(type -> new Waypoint(
                                isAhead(mirror), type.getSimpleName().toString(), statesOf(type), holder, place))
                        .ifPresent(waypoints::add);
            }
        }
        return waypoints;
    }

    private Optional<TypeElement> named(AnnotationMirror mirror, AnnotationValue value, Place place) {
        if (!(value.getValue() instanceof TypeMirror literal) || literal.getKind() == TypeKind.ERROR) {
            problems.unresolved();
            return Optional.empty();
        }
        var type = Types.element(literal).filter(types::hold);
        if (type.isEmpty()) {
            problems.add(noState(mirror, literal, place));
        }
        return type;
    }

    private Problem noState(AnnotationMirror mirror, TypeMirror literal, Place place) {
        var all = new ArrayList<>(types.states());
        all.addAll(types.superstates());
        var names = all.stream().map(type -> type.getSimpleName().toString()).toList();
        var near = Types.element(literal)
                .map(type -> NearNames.of(type.getSimpleName().toString(), names))
                .orElse(List.of());
        var definition = types.definition().getSimpleName();
        return Problem.of(CODE, place, name(mirror) + " does not name a state of " + definition)
                .found(literal + Wording.didYouMean(near))
                .expected("one of " + Wording.list(names))
                .fix(near.stream()
                        .findFirst()
                        .map(name -> "write   " + definition + "." + name + ".class")
                        .orElse("name a state or superstate of " + definition + ", or remove it"));
    }

    private Set<String> statesOf(TypeElement type) {
        if (types.states().contains(type)) {
            return Set.of(type.getSimpleName().toString());
        }
        Set<String> names = new LinkedHashSet<>();
        types.statesBelow(type).forEach(state -> names.add(state.getSimpleName().toString()));
        return names;
    }

    private static List<AnnotationMirror> of(Element element) {
        return ANNOTATIONS.stream()
                .flatMap(name -> Annotations.find(element, name).stream())
                .toList();
    }

    private static boolean isAhead(AnnotationMirror mirror) {
        return Annotations.type(mirror).getQualifiedName().contentEquals(Language.MUST_STILL_PASS);
    }

    private static String name(AnnotationMirror mirror) {
        return "@" + Annotations.type(mirror).getSimpleName();
    }
}
