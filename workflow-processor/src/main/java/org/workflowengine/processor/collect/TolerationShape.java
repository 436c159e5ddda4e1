package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.NearNames;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;

/** WF112: a toleration names a warning, says why, and stands inside a workflow. */
final class TolerationShape {

    private static final Code CODE = Code.WF112;

    private static final List<String> TOLERABLE = tolerable();

    private TolerationShape() {}

    static boolean isTolerable(String code) {
        return TOLERABLE.contains(code);
    }

    /** What is missing or no constant is reported by the compiler. */
    static List<Problem> check(Element element, AnnotationMirror mirror) {
        var problems = new ArrayList<Problem>();
        Annotations.written(mirror, "code", String.class)
                .filter(code -> !isTolerable(code))
                .ifPresent(code -> problems.add(intolerable(place(element, mirror, "code"), code)));
        Annotations.written(mirror, "because", String.class)
                .filter(String::isBlank)
                .ifPresent(reason -> problems.add(unfounded(place(element, mirror, "because"))));
        return problems;
    }

    /** For a toleration that stands in no workflow. */
    static Problem outside(Element element, AnnotationMirror mirror) {
        return Problem.of(CODE, Place.of(element, mirror), "a toleration outside any workflow")
                .found(element.getSimpleName() + " is not part of an interface that is marked with @Workflow")
                .expected("it stands on a workflow, or on a state, superstate, transition or fact nested in one")
                .fix("move it onto the workflow, or remove it");
    }

    private static Problem intolerable(Place place, String code) {
        var near = NearNames.of(code, TOLERABLE);
        var known = Code.find(code);
        return Problem.of(CODE, place, Wording.quote(code) + " is not a warning that can be tolerated")
                .found(known.map(TolerationShape::why)
                        .orElseGet(() -> "there is no such code" + Wording.didYouMean(near)))
                .expected("one of " + Wording.list(TOLERABLE))
                .fix(
                        known.isPresent() || near.isEmpty()
                                ? "mend what it reports, and remove this annotation"
                                : "code = \"" + near.get(0) + "\"");
    }

    private static String why(Code known) {
        return known.level() == Code.Level.ERROR
                ? known + " " + known.shortName() + " is an error: the definition would not be sound"
                : known + " " + known.shortName() + " is about tolerations themselves";
    }

    private static Problem unfounded(Place place) {
        return Problem.of(CODE, place, "a toleration without a reason")
                .expected("a sentence for those who read the definition later")
                .fix("because = \"…\"   with the reason why the warning does not matter here");
    }

    private static Place place(Element element, AnnotationMirror mirror, String name) {
        return new Place(element, Optional.of(mirror), Annotations.written(mirror, name));
    }

    private static List<String> tolerable() {
        return Code.warnings().stream().filter(code -> !code.startsWith("WF1")).toList();
    }
}
