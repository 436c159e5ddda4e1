package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Codes;
import org.workflowengine.processor.model.NearNames;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.ProblemCode;
import org.workflowengine.processor.model.Wording;

/** WF112: a toleration names a warning, says why, and stands inside a workflow. */
final class TolerationShape {

    private static final Code CODE = Code.WF112;
    private static final Pattern LAYERS_CODE = Pattern.compile("[A-Z]{2,8}[0-9]{3}");

    private TolerationShape() {}

    /** What is missing or no constant is reported by the compiler. */
    static List<Problem> check(Element element, AnnotationMirror mirror, Codes codes) {
        var problems = new ArrayList<Problem>();
        Annotations.written(mirror, "code", String.class)
                .filter(code -> !codes.tolerable().contains(code))
                .ifPresent(code -> problems.add(intolerable(place(element, mirror, "code"), code, codes)));
        Annotations.written(mirror, "because", String.class)
                .filter(String::isBlank)
                .ifPresent(reason -> problems.add(unfounded(place(element, mirror, "because"))));
        return problems;
    }

    /** For a toleration that stands in no workflow. */
    static Problem outside(Element element, AnnotationMirror mirror) {
        return Problem.of(CODE, Place.of(element, mirror), "a toleration outside any workflow")
                .found(element.getSimpleName() + " is not part of an interface that is marked with @Workflow")
                .expected("a toleration on a workflow, or on a state, superstate, transition or fact nested in one")
                .fix("move it onto the workflow, or remove it");
    }

    private static Problem intolerable(Place place, String code, Codes codes) {
        var tolerable = codes.tolerable();
        var near = NearNames.of(code, tolerable);
        var known = codes.find(code);
        return Problem.of(CODE, place, Wording.quote(code) + " is not a warning that can be tolerated")
                .found(known.map(TolerationShape::why)
                        .orElseGet(() -> "there is no such code" + Wording.didYouMean(near) + ofALayer(code)))
                .expected("one of " + Wording.list(tolerable))
                .fix(
                        known.isPresent() || near.isEmpty()
                                ? "fix what it reports, and remove this annotation"
                                : "code = \"" + near.get(0) + "\"");
    }

    /** A code of a layer is unknown as long as its extension is. */
    private static String ofALayer(String code) {
        return !code.startsWith("WF") && LAYERS_CODE.matcher(code).matches()
                ? "; the codes of a layer are known when its extension is on the processor path"
                : "";
    }

    private static String why(ProblemCode known) {
        return known.level() == Code.Level.ERROR
                ? known + " " + known.shortName() + " is an error"
                        + (known instanceof Code
                                ? ": the definition would not be sound"
                                : ", and only warnings can be tolerated")
                : known + " " + known.shortName()
                        + (known.level() == Code.Level.NOTE
                                ? " is a note, and needs no toleration"
                                : " is about tolerations themselves");
    }

    private static Problem unfounded(Place place) {
        return Problem.of(CODE, place, "a toleration without a reason")
                .expected("a sentence for those who read the definition later")
                .fix("because = \"…\"   with the reason why the warning does not matter here");
    }

    private static Place place(Element element, AnnotationMirror mirror, String name) {
        return new Place(element, Optional.of(mirror), Annotations.written(mirror, name));
    }
}
