package org.workflowengine.processor.collect;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.workflowengine.processor.model.JavaName;

/** Answers simple questions about types. */
final class Types {

    private Types() {}

    static JavaName name(TypeElement type) {
        var names = new ArrayDeque<String>();
        around(type).forEach(outer -> names.addFirst(outer.getSimpleName().toString()));
        return new JavaName(packageOf(type).getQualifiedName().toString(), List.copyOf(names));
    }

    /** The type and the types it is nested in, innermost first. */
    static Stream<TypeElement> around(TypeElement type) {
        return Stream.<Element>iterate(type, TypeElement.class::isInstance, Element::getEnclosingElement)
                .map(TypeElement.class::cast);
    }

    static PackageElement packageOf(TypeElement type) {
        return enclosing(type)
                .filter(PackageElement.class::isInstance)
                .map(PackageElement.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Everything around an element, innermost first. */
    static Stream<Element> enclosing(Element element) {
        return Stream.iterate(element.getEnclosingElement(), Objects::nonNull, Element::getEnclosingElement);
    }

    /** The type in which a method is declared. */
    static TypeElement holder(ExecutableElement method) {
        return (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
    }

    /** {@code UnderReview.approve}. */
    static String nameInHolder(ExecutableElement method) {
        return holder(method).getSimpleName() + "." + method.getSimpleName();
    }

    static List<TypeElement> nestedIn(TypeElement type) {
        return ElementFilter.typesIn(type.getEnclosedElements());
    }

    static boolean isPublic(TypeElement type) {
        return around(type).allMatch(outer -> outer.getModifiers().contains(Modifier.PUBLIC));
    }

    /** The type itself or the type around it that is private. */
    static Optional<TypeElement> privateAround(TypeElement type) {
        return around(type)
                .filter(outer -> outer.getModifiers().contains(Modifier.PRIVATE))
                .findFirst();
    }

    /** Whether code in the package can name the type. */
    static boolean canBeNamedIn(PackageElement user, TypeElement type) {
        return privateAround(type).isEmpty() && (packageOf(type).equals(user) || isPublic(type));
    }

    static Optional<TypeElement> element(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? Optional.of((TypeElement) ((DeclaredType) type).asElement())
                : Optional.empty();
    }

    /** {@code a class}, {@code an enum}. */
    static String kindInWords(TypeElement type) {
        if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
            return "an annotation type";
        }
        var kind = type.getKind().toString().toLowerCase(Locale.ROOT);
        return ("aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ") + kind;
    }
}
