package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.workflowengine.processor.model.Codes;
import org.workflowengine.processor.model.ProblemCode;
import org.workflowengine.processor.model.Toleration;

/** Reads which warnings an author has decided to live with, anywhere in one definition. */
final class TolerationReader {

    private TolerationReader() {}

    static List<Toleration> read(TypeElement definition, List<Element> inside, Codes codes, Problems problems) {
        var tolerations = new ArrayList<Toleration>();
        for (Element element : inside) {
            for (AnnotationMirror mirror : tolerationsOn(element)) {
                problems.add(TolerationShape.check(element, mirror, codes));
                // One without a reason counts nevertheless: what it tolerates would be a second report of the same
                // fault.
                code(mirror, codes)
                        .map(code -> toleration(definition, element, mirror, code))
                        .ifPresent(tolerations::add);
            }
        }
        return tolerations;
    }

    /** Those that stand on an element itself; several of them are held by one annotation. */
    static List<AnnotationMirror> tolerationsOn(Element element) {
        var tolerations = new ArrayList<AnnotationMirror>();
        var single = Annotations.find(element, Language.TOLERATE);
        if (single.isPresent()) {
            tolerations.add(single.get());
        }
        var several = Annotations.find(element, Language.TOLERATIONS);
        if (several.isPresent()) {
            for (Object one :
                    Annotations.written(several.get(), "value", List.class).orElse(List.of())) {
                if (one instanceof AnnotationValue value && value.getValue() instanceof AnnotationMirror toleration) {
                    tolerations.add(toleration);
                }
            }
        }
        return tolerations;
    }

    private static Optional<ProblemCode> code(AnnotationMirror mirror, Codes codes) {
        return Annotations.written(mirror, "code", String.class)
                .filter(codes.tolerable()::contains)
                .flatMap(codes::find);
    }

    private static Toleration toleration(
            TypeElement definition, Element element, AnnotationMirror mirror, ProblemCode code) {
        var because = Annotations.written(mirror, "because", String.class).orElse("");
        return new Toleration(code, because, element.equals(definition), Place.of(element), Place.of(element, mirror));
    }
}
