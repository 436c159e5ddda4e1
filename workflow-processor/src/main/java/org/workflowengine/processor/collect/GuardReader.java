package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.Guard;
import org.workflowengine.processor.model.Requirement;

/** Reads guards: the facts on a transition in the order they are written, composed ones expanded in place. */
final class GuardReader {

    private final Elements elements;
    private final Sources sources;
    private final Problems problems;
    private final FactReader facts;
    private final NotAFact notAFact;
    private final SharedFactReader shared;
    private final CyclicGuard cycles = new CyclicGuard();

    GuardReader(
            Elements elements,
            Sources sources,
            Problems problems,
            FactReader facts,
            NotAFact notAFact,
            SharedFactReader shared) {
        this.elements = elements;
        this.sources = sources;
        this.problems = problems;
        this.facts = facts;
        this.notAFact = notAFact;
        this.shared = shared;
    }

    Guard read(ExecutableElement method) {
        var user = Types.nameInHolder(method);
        var requirements = new ArrayList<Requirement>();
        for (AnnotationMirror mirror : annotationsOf(method)) {
            expand(mirror, new Use(user, user, Place.of(method, mirror), List.of()), requirements);
        }
        return new Guard(requirements);
    }

    /** Reports what is wrong with a composed guard even when no transition uses it. */
    void check(TypeElement fact) {
        for (AnnotationMirror mirror : fact.getAnnotationMirrors()) {
            var name = fact.getSimpleName().toString();
            expand(mirror, new Use(name, name, Place.of(fact, mirror), List.of(fact)), new ArrayList<>());
        }
    }

    /**
     * Where a fact stands.
     *
     * @param user the transition that demands it
     * @param holder the transition or composed guard that it is written on
     * @param place the annotation that an author can change
     * @param through the composed guards around it, outermost first
     */
    private record Use(String user, String holder, Place place, List<TypeElement> through) {

        Use inside(TypeElement composed, Place carried) {
            var more = new ArrayList<>(through);
            more.add(composed);
            return new Use(user, composed.getSimpleName().toString(), carried, more);
        }

        String origin() {
            return through.isEmpty()
                    ? user
                    : user + " through @" + through.get(0).getSimpleName();
        }
    }

    private void expand(AnnotationMirror mirror, Use use, List<Requirement> requirements) {
        if (!Annotations.isResolved(mirror)) {
            problems.unresolved();
            return;
        }
        var type = Annotations.type(mirror);
        if (!Language.isFact(type)) {
            problems.add(notAFact.checkUnmarked(type, use.holder(), use.place()));
            return;
        }
        if (use.through().contains(type)) {
            problems.add(cycles.report(use.through(), type, use.place()));
            return;
        }
        var foreign = notAFact.checkOwner(type, use.holder(), use.place());
        if (foreign.isPresent()) {
            problems.add(foreign.get());
            return;
        }
        shared.use(type);
        var fact = facts.read(type, use.place());
        if (fact.isPresent()) {
            demand(fact.get(), mirror, use, requirements);
        }
        for (AnnotationMirror carried : type.getAnnotationMirrors()) {
            var place = sources.contain(type) ? Place.of(type, carried) : use.place();
            expand(carried, use.inside(type, place), requirements);
        }
    }

    private void demand(FactNode fact, AnnotationMirror mirror, Use use, List<Requirement> requirements) {
        var accepted = new ArrayList<String>();
        for (var entry : elements.getElementValuesWithDefaults(mirror).entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals("value")) {
                addValues(entry.getValue(), accepted);
                var inOrder = new ArrayList<>(fact.valueType().values());
                if (inOrder.containsAll(accepted)) {
                    inOrder.retainAll(accepted);
                    requirements.add(new Requirement(fact, inOrder, use.origin(), use.place()));
                    return;
                }
            }
        }
        problems.unresolved();
    }

    private static void addValues(AnnotationValue value, List<String> values) {
        if (value.getValue() instanceof List<?> several) {
            for (Object one : several) {
                addValues((AnnotationValue) one, values);
            }
        } else if (value.getValue() instanceof VariableElement constant) {
            values.add(constant.getSimpleName().toString());
        } else {
            values.add(value.getValue().toString());
        }
    }

    /** Those of the returned type too: an annotation that may stand on types has moved there. */
    private static Set<AnnotationMirror> annotationsOf(ExecutableElement method) {
        Set<AnnotationMirror> all = new LinkedHashSet<>(method.getAnnotationMirrors());
        Set<Element> seen = new LinkedHashSet<>();
        for (AnnotationMirror mirror : all) {
            seen.add(mirror.getAnnotationType().asElement());
        }
        for (AnnotationMirror mirror : method.getReturnType().getAnnotationMirrors()) {
            if (seen.add(mirror.getAnnotationType().asElement())) {
                all.add(mirror);
            }
        }
        return all;
    }
}
