package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.Problem;

/** WF106: a fact is one {@code value()} of a closed type, in an annotation that stays on the method. */
final class FactShape {

    private static final Code CODE = Code.WF106;

    private static final String RETENTION = "java.lang.annotation.Retention";
    private static final String TARGET = "java.lang.annotation.Target";
    private static final String REPEATABLE = "java.lang.annotation.Repeatable";

    private FactShape() {}

    static List<Problem> check(TypeElement fact) {
        var problems = new ArrayList<Problem>();
        boolean hasValue = value(fact).isPresent();
        for (ExecutableElement element : elements(fact)) {
            if (!isValue(element)) {
                problems.add(surplus(fact, element));
            } else if (!isClosed(element.getReturnType())
                    && element.getReturnType().getKind() != TypeKind.ERROR) {
                problems.add(open(fact, element));
            }
        }
        if (!hasValue && !isComposed(fact) && hasOnlyKnownAnnotations(fact)) {
            problems.add(valueless(fact));
        }
        var retention = annotation(fact, RETENTION, "SOURCE");
        if (retention.isPresent()) {
            problems.add(vanishing(fact, retention.get()));
        }
        var target = annotation(fact, TARGET, "TYPE_USE");
        if (target.isPresent()) {
            problems.add(straying(fact, target.get()));
        }
        var forLayers = Annotations.find(fact, Language.LAYER_ANNOTATION);
        if (forLayers.isPresent()) {
            problems.add(ambiguous(fact, forLayers.get()));
        }
        var repeatable = Annotations.find(fact, REPEATABLE);
        if (repeatable.isPresent()) {
            problems.add(repeatable(fact, repeatable.get()));
        }
        return problems;
    }

    static Problem hidden(TypeElement fact, TypeElement around, Place place) {
        return problem(fact, place, " cannot be named by generated code")
                .found(around.equals(fact) ? "it is private" : "it is inside private " + around.getSimpleName())
                .fix("remove private");
    }

    static Problem unreachable(TypeElement fact, TypeElement valueType, Place place) {
        return problem(fact, place, " has values that generated code cannot name")
                .found(valueType.getSimpleName() + " is not visible in the package of the workflow")
                .fix("make " + valueType.getSimpleName() + " visible there, or declare it there");
    }

    static Optional<ExecutableElement> value(TypeElement fact) {
        for (ExecutableElement element : elements(fact)) {
            if (isValue(element)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** Whether its only element is a {@code value()} that a fact could have. */
    static boolean looksLikeAFact(TypeElement annotation) {
        var elements = elements(annotation);
        return elements.size() == 1
                && isValue(elements.get(0))
                && isClosed(elements.get(0).getReturnType());
    }

    static boolean isRepeatable(TypeElement fact) {
        return Annotations.find(fact, REPEATABLE).isPresent();
    }

    static boolean isComposed(TypeElement fact) {
        for (AnnotationMirror mirror : fact.getAnnotationMirrors()) {
            if (Annotations.isResolved(mirror) && Language.isFact(Annotations.type(mirror))) {
                return true;
            }
        }
        return false;
    }

    /** The enum of a value of an enum type or of an array of it. */
    static Optional<TypeElement> enumOf(TypeMirror type) {
        var component = type.getKind() == TypeKind.ARRAY ? ((ArrayType) type).getComponentType() : type;
        var element = Types.element(component);
        return element.isPresent() && element.get().getKind() == ElementKind.ENUM ? element : Optional.empty();
    }

    private static boolean isClosed(TypeMirror type) {
        return type.getKind() == TypeKind.BOOLEAN || enumOf(type).isPresent();
    }

    private static boolean hasOnlyKnownAnnotations(TypeElement fact) {
        return fact.getAnnotationMirrors().stream().allMatch(Annotations::isResolved);
    }

    private static List<ExecutableElement> elements(TypeElement annotation) {
        return ElementFilter.methodsIn(annotation.getEnclosedElements());
    }

    private static boolean isValue(ExecutableElement element) {
        return element.getSimpleName().contentEquals("value");
    }

    private static Optional<AnnotationMirror> annotation(TypeElement fact, String name, String constant) {
        var annotation = Annotations.find(fact, name);
        if (annotation.isEmpty()) {
            return Optional.empty();
        }
        var value = Annotations.written(annotation.get(), "value");
        return value.isPresent() && names(value.get(), constant) ? annotation : Optional.empty();
    }

    private static boolean names(AnnotationValue value, String constant) {
        if (value.getValue() instanceof List<?> values) {
            return values.stream().anyMatch(one -> one instanceof AnnotationValue nested && names(nested, constant));
        }
        return value.getValue() instanceof Element element
                && element.getSimpleName().contentEquals(constant);
    }

    private static Problem surplus(TypeElement fact, ExecutableElement element) {
        return problem(fact, Place.of(element), " has an element " + element.getSimpleName())
                .expected("exactly one element, value()")
                .fix("remove it, or make it a fact of its own");
    }

    private static Problem open(TypeElement fact, ExecutableElement value) {
        return problem(fact, Place.of(value), " has values that cannot be enumerated")
                .found("value() is of type " + value.getReturnType())
                .expected("boolean, an enum, or an array of an enum (= any of these)")
                .fix(
                        "compute the fact outside the definition, and pass only what it comes to:   boolean value() default true;");
    }

    private static Problem valueless(TypeElement fact) {
        return problem(fact, Place.of(fact), " has no value()")
                .expected(
                        "exactly one element, value(); only a composed guard, which carries other facts, may leave it out")
                .fix("write   @interface " + fact.getSimpleName() + " { boolean value() default true; }");
    }

    private static Problem vanishing(TypeElement fact, AnnotationMirror retention) {
        return problem(fact, Place.of(fact, retention), " is thrown away by the compiler")
                .found("retention SOURCE: the guards of a definition read from a class file would silently lose it")
                .fix("remove @Retention; CLASS is the default");
    }

    private static Problem straying(TypeElement fact, AnnotationMirror target) {
        return problem(fact, Place.of(fact, target), " would bind to the returned state instead of the transition")
                .found("TYPE_USE among its targets")
                .fix("write   @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})   or no @Target at all");
    }

    private static Problem ambiguous(TypeElement fact, AnnotationMirror forLayers) {
        return problem(fact, Place.of(fact, forLayers), " is also marked as an annotation for layers")
                .expected("a fact, which guards demand, or an annotation for layers, which is no guard")
                .fix("remove @LayerAnnotation, or @Fact");
    }

    private static Problem repeatable(TypeElement fact, AnnotationMirror repeatable) {
        return problem(fact, Place.of(fact, repeatable), " can be put on a transition more than once")
                .expected("one requirement per fact; several accepted values are an array of an enum (= any of these)")
                .fix("remove @Repeatable");
    }

    private static Problem problem(TypeElement fact, Place place, String what) {
        return Problem.of(CODE, place, "fact " + fact.getSimpleName() + what);
    }
}
