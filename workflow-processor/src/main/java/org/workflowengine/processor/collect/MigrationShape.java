package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;

/** WF507: how a migration is written. */
final class MigrationShape {

    private static final Code CODE = Code.WF507;

    private MigrationShape() {}

    /** The interface itself: what it names is checked where it is read. */
    static Optional<Problem> check(TypeElement migration) {
        var faults = new ArrayList<String>();
        if (migration.getKind() != ElementKind.INTERFACE) {
            faults.add("is " + Types.kindInWords(migration));
        }
        for (String other : List.of(Language.STATE, Language.WORKFLOW)) {
            if (Annotations.find(migration, other).isPresent()) {
                faults.add("is marked with @" + other.substring(other.lastIndexOf('.') + 1) + " too");
            }
        }
        if (migration.getKind() == ElementKind.INTERFACE
                && !migration.getInterfaces().isEmpty()) {
            faults.add("extends other types");
        }
        if (!migration.getTypeParameters().isEmpty()) {
            faults.add("has type parameters");
        }
        var marker = Annotations.find(migration, Language.MIGRATION).orElseThrow();
        boolean byClass = Annotations.written(marker, "from").isPresent();
        boolean version = Annotations.written(marker, "version").isPresent();
        boolean fingerprint = Annotations.written(marker, "fingerprint").isPresent();
        if (byClass && (version || fingerprint)) {
            faults.add("names the older version twice");
        } else if (!byClass && version != fingerprint) {
            faults.add("names the " + (version ? "number" : "fingerprint") + " of the older version alone");
        } else if (!byClass && !version) {
            faults.add("names no older version");
        }
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Problem.of(CODE, Place.of(migration), migration.getSimpleName() + " " + Wording.list(faults))
                                .expected("an interface, nested in the workflow, that names the older version once")
                                .fix("write   @Migration(from = <the older version>.class) interface "
                                        + migration.getSimpleName()));
    }

    static Optional<Problem> check(ExecutableElement method, Optional<AnnotationMirror> marker) {
        var faults = new ArrayList<String>();
        if (Language.isTransition(method)) {
            faults.add("is marked as a transition");
        }
        if (marker.isEmpty()) {
            faults.add("does not say from which states");
        } else {
            boolean classes = isGiven(marker.get(), "value");
            boolean ids = isGiven(marker.get(), "ids");
            if (!classes && !ids) {
                faults.add("names no state");
            }
        }
        if (!method.getParameters().isEmpty()) {
            faults.add("takes parameters");
        }
        if (!method.getTypeParameters().isEmpty()) {
            faults.add("has type parameters");
        }
        if (!method.getThrownTypes().isEmpty()) {
            faults.add("declares exceptions");
        }
        if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
            faults.add("has a body");
        }
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Problem.of(CODE, Place.of(method), Types.nameInHolder(method) + " " + Wording.list(faults))
                                .expected(
                                        "each method of a migration maps states of the older version to the state that it returns")
                                .fix("write   @From(<a state of the older version>.class) " + target(method) + " "
                                        + method.getSimpleName() + "();"));
    }

    /** A migration that stands where nobody looks for it. */
    static Problem outside(TypeElement migration) {
        return Problem.of(CODE, Place.of(migration), migration.getSimpleName() + " is not directly inside a workflow")
                .expected("a migration is an interface nested in the version that the cases come to")
                .fix("move it into the newer version");
    }

    /** A mapping that stands where nobody looks for it. */
    static Problem outside(ExecutableElement mapping) {
        return Problem.of(CODE, Place.of(mapping), Types.nameInHolder(mapping) + " is not inside a migration")
                .found("@From on a method of " + Types.holder(mapping).getSimpleName())
                .expected("@From stands on a method of an interface that is marked with @Migration")
                .fix("move it into a migration of the version that the cases come to");
    }

    static Problem classBesideId(TypeElement migration, Place place) {
        return Problem.of(
                        CODE,
                        place,
                        migration.getSimpleName() + " names a state by its class, but the older version by its number")
                .expected("classes throughout, or ids throughout")
                .fix("name the older version by its class too:   @Migration(from = <the older version>.class)");
    }

    static Problem idBesideClass(TypeElement migration, String id, Place place) {
        return Problem.of(
                        CODE,
                        place,
                        migration.getSimpleName() + " names a state by its id, but the older version by its class")
                .found("ids = " + Wording.quote(id))
                .expected("class literals, which the compiler can check")
                .fix("name it by its class:   @From(<a state of the older version>.class)");
    }

    static Optional<Problem> checkId(String id, Place place) {
        return IdDerivation.isId(id)
                ? Optional.empty()
                : Optional.of(Problem.of(CODE, place, "a mapping leaves a state that no version can have")
                        .found(Wording.quote(id))
                        .expected("the stored id of a state: " + IdDerivation.ID_IN_WORDS)
                        .fix("take it from the column state of workflow_state"));
    }

    private static boolean isGiven(AnnotationMirror marker, String name) {
        return Annotations.written(marker, name)
                .filter(value -> !(value.getValue() instanceof List<?> list) || !list.isEmpty())
                .isPresent();
    }

    private static String target(ExecutableElement method) {
        return Types.element(method.getReturnType())
                .map(type -> type.getSimpleName().toString())
                .orElse("NewState");
    }
}
