package org.workflowengine.processor.collect;

import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * What carries annotations of the language in a round.
 *
 * <p>Asked by class, the compiler would look the annotation up in every module of the platform each time; it has just told which
 * annotations there are.
 *
 * @param annotations those of the language that occur in the round
 * @param round the round
 */
public record Marked(Set<? extends TypeElement> annotations, RoundEnvironment round) {

    /** The elements that carry the annotation of that canonical name. */
    Set<? extends Element> by(String annotation) {
        for (TypeElement present : annotations) {
            if (present.getQualifiedName().contentEquals(annotation)) {
                return round.getElementsAnnotatedWith(present);
            }
        }
        return Set.of();
    }

    public Set<TypeElement> definitions() {
        return ElementFilter.typesIn(by(Language.WORKFLOW));
    }
}
