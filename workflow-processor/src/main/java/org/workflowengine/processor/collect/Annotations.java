package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** Reads annotation mirrors. */
final class Annotations {

    /** How javac prints a value that it could not attribute; a string of that text prints in quotes. */
    private static final String UNREADABLE = "<error>";

    private Annotations() {}

    static Optional<AnnotationMirror> find(Element element, String annotationName) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (isResolved(mirror) && type(mirror).getQualifiedName().contentEquals(annotationName)) {
                return Optional.of(mirror);
            }
        }
        return Optional.empty();
    }

    static boolean isResolved(AnnotationMirror mirror) {
        return mirror.getAnnotationType().getKind() != TypeKind.ERROR;
    }

    static TypeElement type(AnnotationMirror mirror) {
        return (TypeElement) mirror.getAnnotationType().asElement();
    }

    /** What the author wrote for an element of the annotation; nothing when it is left to its default. */
    static Optional<AnnotationValue> written(AnnotationMirror mirror, String element) {
        for (var entry : mirror.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(element)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** The written values of an element that may have several; one alone needs no braces. */
    static List<AnnotationValue> values(AnnotationMirror mirror, String element) {
        var values = new ArrayList<AnnotationValue>();
        written(mirror, element).ifPresent(value -> {
            if (value.getValue() instanceof List<?> several) {
                several.forEach(one -> values.add((AnnotationValue) one));
            } else {
                values.add(value);
            }
        });
        return values;
    }

    /** The written value when it is of the expected Java type and the compiler could read it. */
    static <T> Optional<T> written(AnnotationMirror mirror, String element, Class<T> type) {
        var written = written(mirror, element);
        return written.isPresent()
                        && isReadable(written.get())
                        && type.isInstance(written.get().getValue())
                ? Optional.of(type.cast(written.get().getValue()))
                : Optional.empty();
    }

    static boolean isReadable(AnnotationValue value) {
        return !value.toString().equals(UNREADABLE);
    }
}
