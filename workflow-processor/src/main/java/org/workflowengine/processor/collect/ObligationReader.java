package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.HashSet;
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
import org.workflowengine.processor.model.FourEyes;
import org.workflowengine.processor.model.NearNames;
import org.workflowengine.processor.model.Obligations;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Quorum;
import org.workflowengine.processor.model.Wording;

/** WF604: reads what transitions demand of who makes them, where that is written. */
final class ObligationReader {

    private static final Code CODE = Code.WF604;

    private static final List<String> ANNOTATIONS = List.of(Language.FOUR_EYES, Language.QUORUM);

    private final StateTypes types;
    private final Problems problems;

    ObligationReader(StateTypes types, Problems problems) {
        this.types = types;
        this.problems = problems;
    }

    /** What is written on a transition. */
    Obligations on(ExecutableElement transition) {
        return new Obligations(
                Annotations.find(transition, Language.FOUR_EYES)
                        .map(mirror -> fourEyes(transition, mirror))
                        .orElse(List.of()),
                Annotations.find(transition, Language.QUORUM).flatMap(mirror -> quorum(transition, mirror)));
    }

    /** Reports what stands where nothing is read; what is wrong with a method of a state, or with a transition elsewhere, is reported already. */
    void check(List<Element> inside) {
        for (Element element : inside) {
            boolean read = Language.isTransition(element)
                    || (element instanceof ExecutableElement method && types.hold(Types.holder(method)));
            if (!read) {
                misplacedOn(element).forEach(problems::add);
            }
        }
    }

    static List<Problem> misplacedOn(Element element) {
        var misplaced = new ArrayList<Problem>();
        for (String annotation : ANNOTATIONS) {
            Annotations.find(element, annotation)
                    .ifPresent(mirror -> misplaced.add(
                            Problem.of(CODE, Place.of(element, mirror), name(mirror) + " demands nothing here")
                                    .expected("it stands on a transition of a workflow")
                                    .fix("remove it, or put it on the transition that it is about")));
        }
        return misplaced;
    }

    private List<FourEyes> fourEyes(Element element, AnnotationMirror mirror) {
        var fourEyes = new ArrayList<FourEyes>();
        var values = Annotations.values(mirror, "value");
        if (values.isEmpty()) {
            problems.add(Problem.of(CODE, Place.of(element, mirror), name(mirror) + " names no state")
                    .expected("at least one state of " + types.definition().getSimpleName()
                            + ", into which somebody else must have brought the case")
                    .fix("name one, or remove it"));
        }
        Set<String> named = new HashSet<>();
        for (AnnotationValue value : values) {
            var place = new Place(element, Optional.of(mirror), Optional.of(value));
            state(mirror, value, place).ifPresent(state -> {
                if (named.add(state)) {
                    fourEyes.add(new FourEyes(state, place));
                } else {
                    problems.add(Problem.of(CODE, place, name(mirror) + " names " + state + " twice")
                            .expected("each state once")
                            .fix("remove one of the two"));
                }
            });
        }
        return fourEyes;
    }

    private Optional<String> state(AnnotationMirror mirror, AnnotationValue value, Place place) {
        if (!(value.getValue() instanceof TypeMirror literal) || literal.getKind() == TypeKind.ERROR) {
            problems.unresolved();
            return Optional.empty();
        }
        var type = Types.element(literal);
        var state = type.filter(types.states()::contains);
        if (state.isEmpty()) {
            problems.add(noState(mirror, literal, type, place));
        }
        return state.map(one -> one.getSimpleName().toString());
    }

    private Problem noState(AnnotationMirror mirror, TypeMirror literal, Optional<TypeElement> type, Place place) {
        var superstate = type.filter(types::hold);
        var below = superstate.map(types::statesBelow).orElse(List.of());
        var names = names(below.isEmpty() ? types.states() : below);
        var near = type.map(one -> NearNames.of(one.getSimpleName().toString(), names(types.states())))
                .orElse(List.of());
        var definition = types.definition().getSimpleName();
        return Problem.of(CODE, place, name(mirror) + " does not name a state of " + definition)
                .found(
                        superstate.isPresent()
                                ? superstate.get().getSimpleName() + ", a superstate, into which nobody brings a case"
                                : literal + Wording.didYouMean(near))
                .expected((below.isEmpty() ? "one of " : "states below it: ") + Wording.list(names))
                .fix(near.stream()
                        .findFirst()
                        .or(() -> below.isEmpty() ? Optional.empty() : Optional.of(names.get(0)))
                        .map(name -> "write   " + definition + "." + name + ".class")
                        .orElse("name a state of " + definition + ", or remove it"));
    }

    private Optional<Quorum> quorum(Element element, AnnotationMirror mirror) {
        var of = Annotations.written(mirror, "of", String.class);
        var persons = Annotations.written(mirror, "persons", Integer.class);
        if (of.isEmpty() || persons.isEmpty()) {
            problems.unresolved();
            return Optional.empty();
        }
        if (persons.get() < 1 || persons.get() > Quorum.MOST_PERSONS) {
            var place = new Place(element, Optional.of(mirror), Annotations.written(mirror, "persons"));
            problems.add(Problem.of(CODE, place, name(mirror) + " demands a number of persons that there cannot be")
                    .found(String.valueOf(persons.get()))
                    .expected("from 1 to " + Quorum.MOST_PERSONS)
                    .fix("for example   persons = 2"));
            return Optional.empty();
        }
        return Optional.of(new Quorum(
                of.get(), persons.get(), new Place(element, Optional.of(mirror), Annotations.written(mirror, "of"))));
    }

    private static List<String> names(List<TypeElement> states) {
        return states.stream().map(type -> type.getSimpleName().toString()).toList();
    }

    private static String name(AnnotationMirror mirror) {
        return "@" + Annotations.type(mirror).getSimpleName();
    }
}
