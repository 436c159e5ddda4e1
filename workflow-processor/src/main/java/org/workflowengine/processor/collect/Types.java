package org.workflowengine.processor.collect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
        for (TypeElement outer : around(type)) {
            names.addFirst(outer.getSimpleName().toString());
        }
        return new JavaName(packageOf(type).getQualifiedName().toString(), List.copyOf(names));
    }

    /** The type and the types it is nested in, innermost first. */
    static List<TypeElement> around(TypeElement type) {
        var around = new ArrayList<TypeElement>();
        for (Element element = type; element instanceof TypeElement outer; element = outer.getEnclosingElement()) {
            around.add(outer);
        }
        return around;
    }

    static PackageElement packageOf(TypeElement type) {
        for (Element outer : enclosing(type)) {
            if (outer instanceof PackageElement found) {
                return found;
            }
        }
        throw new IllegalArgumentException(type + " is in no package");
    }

    /** Everything around an element, innermost first. */
    static List<Element> enclosing(Element element) {
        var enclosing = new ArrayList<Element>();
        for (var outer = element.getEnclosingElement(); outer != null; outer = outer.getEnclosingElement()) {
            enclosing.add(outer);
        }
        return enclosing;
    }

    /** The type in which a method is declared. */
    static TypeElement holder(ExecutableElement method) {
        return (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
    }

    /** {@code UnderReview.approve}. */
    static String nameInHolder(ExecutableElement method) {
        return holder(method).getSimpleName() + "." + method.getSimpleName();
    }

    /** The definition and everything declared in it, but no definition inside it. */
    static List<Element> declaredIn(TypeElement definition) {
        var declared = new ArrayList<Element>();
        addDeclared(definition, declared);
        return declared;
    }

    private static void addDeclared(Element element, List<Element> declared) {
        declared.add(element);
        for (Element nested : element.getEnclosedElements()) {
            if (!Language.isWorkflow(nested)) {
                addDeclared(nested, declared);
            }
        }
    }

    static List<TypeElement> nestedIn(TypeElement type) {
        return ElementFilter.typesIn(type.getEnclosedElements());
    }

    static boolean isPublic(TypeElement type) {
        for (TypeElement outer : around(type)) {
            if (!outer.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    /** The type itself or the type around it that is private. */
    static Optional<TypeElement> privateAround(TypeElement type) {
        for (TypeElement outer : around(type)) {
            if (outer.getModifiers().contains(Modifier.PRIVATE)) {
                return Optional.of(outer);
            }
        }
        return Optional.empty();
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

    /** The interfaces that a type extends directly, as far as the compiler knows them. */
    static List<TypeElement> interfacesOf(TypeElement type) {
        var interfaces = new ArrayList<TypeElement>();
        for (TypeMirror supertype : type.getInterfaces()) {
            if (supertype instanceof DeclaredType declared && supertype.getKind() == TypeKind.DECLARED) {
                interfaces.add((TypeElement) declared.asElement());
            }
        }
        return interfaces;
    }

    /** The type and all interfaces that it extends, near or far. */
    static Set<TypeElement> withInterfaces(TypeElement type) {
        Set<TypeElement> all = new LinkedHashSet<>();
        all.add(type);
        var open = new ArrayDeque<>(all);
        while (!open.isEmpty()) {
            for (TypeElement supertype : interfacesOf(open.remove())) {
                if (all.add(supertype)) {
                    open.add(supertype);
                }
            }
        }
        return all;
    }

    /** How a type is called in a message: by its simple name, unless the other one has the same. */
    static String nameBeside(TypeElement type, TypeElement other) {
        return type.getSimpleName().equals(other.getSimpleName())
                ? type.getQualifiedName().toString()
                : type.getSimpleName().toString();
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
