package org.workflowengine.processor.collect;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.QualifiedNameable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;

/** WF307: a fact guards the transition that it stands on, itself or in a composed guard; anywhere else it guards nothing. */
final class MisplacedFact {

    private static final Code CODE = Code.WF307;

    private MisplacedFact() {}

    /**
     * Reports a fact that stands where no guard can stand.
     *
     * @param fact the annotation
     * @param place where it can be changed
     * @param where what it stands on, in words
     * @param without the transitions that it may have been meant for and that do not carry it
     */
    static Problem on(AnnotationMirror fact, Place place, String where, List<ExecutableElement> without) {
        var problem = problem(fact, place, where);
        var names = without.stream().map(Types::nameInHolder).toList();
        var expected = "a fact on each transition that requires it, or on a composed guard there";
        if (names.isEmpty()) {
            return problem.expected(expected).fix("remove it, or put it on the transition that it is meant for");
        }
        return problem.found(Wording.list(names) + (names.size() == 1 ? " does" : " do") + " not carry it")
                .expected(expected)
                .fix(
                        NotAFact.holdsFacts(Annotations.type(fact))
                                ? "remove it, or put the facts that it holds on the transitions that they are meant for, one"
                                        + " by one"
                                : putOn(fact, names, without.get(0)));
    }

    private static String putOn(AnnotationMirror fact, List<String> names, ExecutableElement first) {
        var type = Annotations.type(fact);
        return (Language.isFact(type)
                        ? "put it on "
                        : "write   @Fact @interface " + type.getSimpleName() + "   and put it on ")
                + (names.size() == 1 ? "" : "the transitions that it is meant for, e.g. on ")
                + names.get(0)
                + "   @Transition " + code(fact) + " "
                + Types.element(first.getReturnType())
                        .map(Element::getSimpleName)
                        .map(Object::toString)
                        .orElse("NextState")
                + " " + first.getSimpleName() + "();";
    }

    /** Reports a fact on an annotation type that is not marked as a fact, and so is no composed guard. */
    static Problem onUnmarked(AnnotationMirror fact, TypeElement annotation) {
        return problem(fact, Place.of(annotation, fact), inWords(annotation))
                .found(annotation.getSimpleName() + " is not marked with @Fact, as a composed guard is")
                .fix("write   @Fact @interface " + annotation.getSimpleName() + "   or remove it");
    }

    /** {@code interface Order.Helper}, {@code parameter amount of Order.check}, {@code package app}. */
    static String inWords(Element element) {
        var kind = element.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (element instanceof TypeElement) {
            return kind + " " + element.getSimpleName();
        }
        if (element instanceof QualifiedNameable named) {
            return kind + " " + named.getQualifiedName();
        }
        return switch (element.getKind()) {
            case PARAMETER, TYPE_PARAMETER -> kind + " " + element.getSimpleName() + " of " + nameOf(around(element));
            case CONSTRUCTOR -> nameOf(element);
            default -> kind + " " + nameOf(element);
        };
    }

    private static String nameOf(Element element) {
        if (element.getKind() == ElementKind.CONSTRUCTOR) {
            return "the constructor of " + around(element).getSimpleName();
        }
        return element instanceof TypeElement
                ? element.getSimpleName().toString()
                : around(element).getSimpleName() + "." + element.getSimpleName();
    }

    private static Element around(Element element) {
        return Objects.requireNonNull(element.getEnclosingElement());
    }

    private static Problem problem(AnnotationMirror fact, Place place, String where) {
        return Problem.of(
                CODE, place, "@" + Annotations.type(fact).getSimpleName() + " on " + where + " guards nothing");
    }

    /** The annotation as it can be written wherever its enum can be named: {@code @Size(ClaimSize.SMALL)}. */
    private static String code(AnnotationMirror fact) {
        var written = Annotations.written(fact, "value");
        return "@" + Annotations.type(fact).getSimpleName()
                + written.map(value -> "(" + code(value) + ")").orElse("");
    }

    private static String code(AnnotationValue value) {
        if (value.getValue() instanceof List<?> several) {
            return several.stream()
                    .map(one -> code((AnnotationValue) one))
                    .collect(Collectors.joining(", ", several.size() == 1 ? "" : "{", several.size() == 1 ? "" : "}"));
        }
        return value.getValue() instanceof VariableElement constant ? nameOf(constant) : value.toString();
    }
}
