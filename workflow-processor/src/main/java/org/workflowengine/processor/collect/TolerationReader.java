package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Toleration;

/** Reads which warnings an author has decided to live with, anywhere in one definition. */
final class TolerationReader {

    private TolerationReader() {}

    static List<Toleration> read(TypeElement definition, Findings findings) {
        var tolerations = new ArrayList<Toleration>();
        inside(definition)
                .forEach(element -> tolerationsOn(element).forEach(mirror -> {
                    TolerationShape.check(element, mirror).forEach(findings::add);
                    // One without a reason counts nevertheless: what it tolerates would be a second report of the same
                    // fault.
                    code(mirror)
                            .map(code -> toleration(definition, element, mirror, code))
                            .ifPresent(tolerations::add);
                }));
        return tolerations;
    }

    /** Those that stand on an element itself; several of them are held by one annotation. */
    static List<AnnotationMirror> tolerationsOn(Element element) {
        var single = Annotations.find(element, Language.TOLERATE).stream();
        var several = Annotations.find(element, Language.TOLERATIONS)
                .flatMap(held -> Annotations.written(held, "value"))
                .map(AnnotationValue::getValue)
                .stream()
                .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of())
                .map(one -> one instanceof AnnotationValue value ? value.getValue() : one)
                .filter(AnnotationMirror.class::isInstance)
                .map(AnnotationMirror.class::cast);
        return Stream.concat(single, several).toList();
    }

    private static Optional<Code> code(AnnotationMirror mirror) {
        return Annotations.written(mirror, "code", String.class)
                .filter(TolerationShape::isTolerable)
                .flatMap(Code::find);
    }

    private static Toleration toleration(TypeElement definition, Element element, AnnotationMirror mirror, Code code) {
        var because = Annotations.written(mirror, "because", String.class).orElse("");
        return new Toleration(code, because, element.equals(definition), Place.of(element), Place.of(element, mirror));
    }

    /** The element and everything declared in it, but no definition inside a definition. */
    private static Stream<Element> inside(Element element) {
        return Stream.concat(
                Stream.of(element),
                element.getEnclosedElements().stream()
                        .filter(nested -> !Language.isWorkflow(nested))
                        .flatMap(TolerationReader::inside));
    }
}
