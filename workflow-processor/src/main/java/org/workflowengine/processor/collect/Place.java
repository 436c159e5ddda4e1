package org.workflowengine.processor.collect;

import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.workflowengine.processor.model.Anchor;

/**
 * An anchor that the compiler can find again.
 *
 * @param element the declaration
 * @param annotation the annotation on it that is meant, if not the declaration itself
 * @param value the value in that annotation that is meant, if not the whole annotation
 */
public record Place(Element element, Optional<AnnotationMirror> annotation, Optional<AnnotationValue> value)
        implements Anchor {

    static Place of(Element element) {
        return new Place(element, Optional.empty(), Optional.empty());
    }

    static Place of(Element element, AnnotationMirror annotation) {
        return new Place(element, Optional.of(annotation), Optional.empty());
    }

    /** The value in the annotation of our language that stands on the element. */
    @Override
    public Place at(String name) {
        var marker = Language.marker(element);
        var written = marker.flatMap(mirror -> Annotations.written(mirror, name));
        return written.isPresent() ? new Place(element, marker, written) : this;
    }

    @Override
    public boolean isWithin(Anchor outer) {
        return outer instanceof Place around
                && (element.equals(around.element) || Types.enclosing(element).contains(around.element));
    }
}
