package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.NearNames;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.Wording;
import org.workflowengine.processor.model.WorkflowModel;

/** WF507 and WF504: how a migration is written, and what its class literals name. */
final class MigrationShape {

    private static final Code SHAPE = Code.WF507;
    private static final Code SOURCE = Code.WF504;

    private MigrationShape() {}

    /** The interface itself: what it names is checked where it is read. */
    static List<Problem> check(TypeElement migration) {
        var faults = new ArrayList<String>();
        if (migration.getKind() != ElementKind.INTERFACE) {
            faults.add("is " + Types.kindInWords(migration));
        }
        if (!migration.getInterfaces().isEmpty()) {
            faults.add("extends other types");
        }
        if (!migration.getTypeParameters().isEmpty()) {
            faults.add("has type parameters");
        }
        var marker = Annotations.find(migration, Language.MIGRATION).orElseThrow();
        boolean byClass = Annotations.written(marker, "from").isPresent();
        boolean byId = Annotations.written(marker, "version").isPresent()
                && Annotations.written(marker, "fingerprint").isPresent();
        if (byClass == byId) {
            faults.add(byClass ? "names the older version twice" : "names no older version");
        }
        if (faults.isEmpty()) {
            return List.of();
        }
        return List.of(Problem.of(SHAPE, Place.of(migration), migration.getSimpleName() + " " + Wording.list(faults))
                .expected("an interface, nested in the workflow, that names the older version once")
                .fix("write   @Migration(from = <the older version>.class) interface " + migration.getSimpleName()
                        + " { … }"));
    }

    static Optional<Problem> check(ExecutableElement method, boolean marked) {
        var faults = new ArrayList<String>();
        if (!marked) {
            faults.add("does not say from which states");
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
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(SHAPE, Place.of(method), Types.nameInHolder(method) + " " + Wording.list(faults))
                .expected("each method of a migration maps states of the older version to the state that it returns")
                .fix("write   @From(<a state of the older version>.class) " + target(method) + " "
                        + method.getSimpleName() + "();"));
    }

    /** A migration or mapping that stands where nobody looks for it. */
    static Problem outside(Element element) {
        boolean mapping = element instanceof ExecutableElement;
        return Problem.of(
                        SHAPE,
                        Place.of(element),
                        (mapping
                                        ? Types.nameInHolder((ExecutableElement) element)
                                        : element.getSimpleName().toString())
                                + (mapping ? " is not inside a migration" : " is not directly inside a workflow"))
                .expected(
                        mapping
                                ? "@From stands on a method of an interface that is marked with @Migration"
                                : "a migration is an interface nested in the workflow that the cases come to")
                .fix(mapping ? "move it into a migration" : "move it into the newer version");
    }

    static Problem notAnOlderVersion(TypeElement migration, Place place, String found, TypeElement definition) {
        return Problem.of(
                        SOURCE,
                        place,
                        migration.getSimpleName() + " does not come from an older version of "
                                + definition.getSimpleName())
                .found("from = " + found + ", which is "
                        + (found.equals(definition.getQualifiedName().toString())
                                ? "this version itself"
                                : "not marked with @Workflow"))
                .expected("the interface of an older version of the same workflow, kept in a package of its own")
                .fix("for example   @Migration(from = v1." + definition.getSimpleName() + ".class)");
    }

    static Problem ofAnotherWorkflow(TypeElement migration, Place place, WorkflowModel older, String id) {
        return Problem.of(
                        SOURCE,
                        place,
                        migration.getSimpleName() + " does not come from an older version of this workflow")
                .found(older.definition().canonical() + ", which is " + Wording.quote(older.id()))
                .expected("a version of " + Wording.quote(id))
                .fix("name the older version of this workflow, or give both the same id");
    }

    static Problem noOlderVersion(TypeElement migration, Place place) {
        return Problem.of(
                        SHAPE,
                        place,
                        migration.getSimpleName() + " names a state of the older version by its class, "
                                + "but not the older version")
                .expected("@Migration(from = …), whose states are named by their classes, or ids throughout")
                .fix("name the older version:   @Migration(from = <the older version>.class)");
    }

    static Problem notAStateOf(
            TypeElement migration, Place place, Optional<TypeElement> state, String literal, WorkflowModel older) {
        var name = state.map(type -> type.getSimpleName().toString()).orElse(literal);
        var names = older.states().stream().map(StateNode::name).toList();
        var near = NearNames.of(name, names);
        return Problem.of(
                        SOURCE,
                        place,
                        name + " in " + migration.getSimpleName() + " is not a state of version " + older.version())
                .found(literal + Wording.didYouMean(near))
                .expected("one of " + Wording.list(names) + ", of "
                        + older.definition().canonical())
                .fix("for example   " + older.definition().canonical() + "."
                        + (near.isEmpty() ? names.get(0) : near.get(0)) + ".class");
    }

    static Optional<Problem> checkId(String id, Place place) {
        return IdDerivation.isId(id)
                ? Optional.empty()
                : Optional.of(Problem.of(SHAPE, place, "a mapping leaves a state that no version can have")
                        .found(Wording.quote(id))
                        .expected("the stored id of a state: " + IdDerivation.ID_IN_WORDS)
                        .fix("take it from the column state of workflow_state"));
    }

    private static String target(ExecutableElement method) {
        return Types.element(method.getReturnType())
                .map(type -> type.getSimpleName().toString())
                .orElse("NewState");
    }
}
