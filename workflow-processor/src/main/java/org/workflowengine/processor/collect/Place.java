package org.workflowengine.processor.collect;

import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.util.ElementFilter;
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
        return new Place(shown(element), Optional.empty(), Optional.empty());
    }

    static Place of(Element element, AnnotationMirror annotation) {
        return new Place(shown(element), Optional.of(annotation), Optional.empty());
    }

    /** The compiler has no place for a component of a record, nor for its accessor, but for the field that it makes of them. */
    private static Element shown(Element element) {
        var holder = element.getEnclosingElement();
        if (holder != null
                && holder.getKind() == ElementKind.RECORD
                && (element.getKind() == ElementKind.RECORD_COMPONENT || element.getKind() == ElementKind.METHOD)) {
            for (Element field : ElementFilter.fieldsIn(holder.getEnclosedElements())) {
                if (field.getSimpleName().equals(element.getSimpleName())) {
                    return field;
                }
            }
        }
        return element;
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
