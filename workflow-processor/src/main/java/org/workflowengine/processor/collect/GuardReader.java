package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
    private final Findings findings;
    private final FactReader facts;
    private final NotAFact notAFact;
    private final CyclicGuard cycles = new CyclicGuard();

    GuardReader(Elements elements, Sources sources, Findings findings, FactReader facts, NotAFact notAFact) {
        this.elements = elements;
        this.sources = sources;
        this.findings = findings;
        this.facts = facts;
        this.notAFact = notAFact;
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
            findings.unresolved();
            return;
        }
        var type = Annotations.type(mirror);
        if (!Language.isFact(type)) {
            notAFact.checkUnmarked(type, use.holder(), use.place()).ifPresent(findings::add);
            return;
        }
        if (use.through().contains(type)) {
            cycles.report(use.through(), type, use.place()).ifPresent(findings::add);
            return;
        }
        var foreign = notAFact.checkOwner(type, use.holder(), use.place());
        if (foreign.isPresent()) {
            findings.add(foreign.get());
            return;
        }
        facts.read(type, use.place())
                .flatMap(fact -> requirement(fact, mirror, use))
                .ifPresent(requirements::add);
        for (AnnotationMirror carried : type.getAnnotationMirrors()) {
            var place = sources.contain(type) ? Place.of(type, carried) : use.place();
            expand(carried, use.inside(type, place), requirements);
        }
    }

    private Optional<Requirement> requirement(FactNode fact, AnnotationMirror mirror, Use use) {
        var written = elements.getElementValuesWithDefaults(mirror).entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals("value"))
                .findFirst();
        if (written.isEmpty()) {
            findings.unresolved();
            return Optional.empty();
        }
        var accepted = values(written.get().getValue()).toList();
        if (!fact.valueType().values().containsAll(accepted)) {
            findings.unresolved();
            return Optional.empty();
        }
        var inOrder =
                fact.valueType().values().stream().filter(accepted::contains).toList();
        return Optional.of(new Requirement(fact, inOrder, use.origin(), use.place()));
    }

    private static Stream<String> values(AnnotationValue value) {
        var content = value.getValue();
        if (content instanceof List<?> several) {
            return several.stream().map(AnnotationValue.class::cast).flatMap(GuardReader::values);
        }
        return Stream.of(
                content instanceof VariableElement constant
                        ? constant.getSimpleName().toString()
                        : content.toString());
    }

    /** Those of the returned type too: an annotation that may stand on types has moved there. */
    private static Set<AnnotationMirror> annotationsOf(ExecutableElement method) {
        Set<AnnotationMirror> all = new LinkedHashSet<>(method.getAnnotationMirrors());
        Set<Element> seen = new LinkedHashSet<>();
        all.forEach(mirror -> seen.add(mirror.getAnnotationType().asElement()));
        for (AnnotationMirror mirror : method.getReturnType().getAnnotationMirrors()) {
            if (seen.add(mirror.getAnnotationType().asElement())) {
                all.add(mirror);
            }
        }
        return all;
    }
}
