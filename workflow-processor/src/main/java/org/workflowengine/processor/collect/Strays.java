package org.workflowengine.processor.collect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.workflowengine.processor.model.Problem;

/** Finds what is written in the language but belongs to no workflow, so that nobody else would look at it. */
public final class Strays {

    private final Set<Problem> problems = new LinkedHashSet<>();

    private Strays() {}

    public static List<Problem> in(Marked marked) {
        var strays = new Strays();
        for (TypeElement state : ElementFilter.typesIn(marked.by(Language.STATE))) {
            strays.checkState(state);
        }
        for (ExecutableElement method : ElementFilter.methodsIn(marked.by(Language.TRANSITION))) {
            strays.checkTransition(method);
        }
        for (TypeElement fact : ElementFilter.typesIn(marked.by(Language.FACT))) {
            strays.checkFact(fact);
        }
        for (TypeElement migration : ElementFilter.typesIn(marked.by(Language.MIGRATION))) {
            if (typeAround(migration).filter(Language::isWorkflow).isEmpty()) {
                strays.problems.add(MigrationShape.outside(migration));
            }
        }
        for (ExecutableElement mapping : ElementFilter.methodsIn(marked.by(Language.FROM))) {
            if (!Language.isMigration(Types.holder(mapping))) {
                strays.problems.add(MigrationShape.outside(mapping));
            }
        }
        strays.checkPromises(
                marked, List.of(Language.MUST_HAVE_PASSED, Language.MUST_STILL_PASS), WaypointReader::misplacedOn);
        strays.checkPromises(marked, List.of(Language.FOUR_EYES, Language.QUORUM), ObligationReader::misplacedOn);
        for (String tolerations : List.of(Language.TOLERATE, Language.TOLERATIONS)) {
            for (Element element : marked.by(tolerations)) {
                strays.checkTolerations(element);
            }
        }
        return List.copyOf(strays.problems);
    }

    private void checkState(TypeElement state) {
        var holder = typeAround(state);
        if (holder.isPresent() && Language.isWorkflow(holder.get())) {
            return;
        }
        boolean inWorkflow = Language.workflowAround(state).isPresent();
        problems.add(holder.filter(type -> !inWorkflow && !Language.isState(type))
                .map(DefinitionShape::missing)
                .orElseGet(() -> StateShape.outside(state)));
    }

    private void checkPromises(Marked marked, List<String> annotations, Function<Element, List<Problem>> misplaced) {
        for (String annotation : annotations) {
            for (Element element : marked.by(annotation)) {
                if (!Language.isWorkflow(element)
                        && Language.workflowAround(element).isEmpty()
                        && !isReportedAlready(element)) {
                    problems.addAll(misplaced.apply(element));
                }
            }
        }
    }

    /** As a state or transition outside of a workflow, or because its holder holds states without being one. */
    private static boolean isReportedAlready(Element element) {
        return Language.isState(element)
                || Language.isTransition(element)
                || Types.enclosing(element).stream()
                        .anyMatch(outer -> outer instanceof TypeElement type && holdsStates(type));
    }

    private void checkTransition(ExecutableElement method) {
        var holder = Types.holder(method);
        // Where states are held without a @Workflow, that is reported, and this would be its consequence.
        if (Language.workflowAround(method).isEmpty()
                && !Language.isState(holder)
                && typeAround(holder).filter(Strays::holdsStates).isEmpty()) {
            problems.add(TransitionShape.outside(method));
        }
    }

    /** A shared fact is looked at even when no workflow of this compilation uses it. */
    private void checkFact(TypeElement fact) {
        if (Language.workflowAround(fact).isEmpty()) {
            problems.addAll(FactShape.check(fact));
            for (Element member : fact.getEnclosedElements()) {
                checkMember(member);
            }
        }
    }

    private void checkMember(Element member) {
        for (AnnotationMirror mirror : member.getAnnotationMirrors()) {
            if (Annotations.isResolved(mirror) && Language.isFact(Annotations.type(mirror))) {
                var place = Place.of(member, mirror);
                problems.add(MisplacedFact.on(mirror, place, MisplacedFact.inWords(member), List.of()));
            }
        }
    }

    private void checkTolerations(Element element) {
        if (!Language.isWorkflow(element) && Language.workflowAround(element).isEmpty()) {
            TolerationReader.tolerationsOn(element)
                    .forEach(mirror -> problems.add(TolerationShape.outside(element, mirror)));
        }
    }

    private static boolean holdsStates(TypeElement holder) {
        return Types.nestedIn(holder).stream().anyMatch(Language::isState);
    }

    private static Optional<TypeElement> typeAround(TypeElement type) {
        var around = Types.around(type);
        return around.size() > 1 ? Optional.of(around.get(1)) : Optional.empty();
    }
}
