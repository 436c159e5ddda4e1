package org.workflowengine.processor.collect;

import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.NearNames;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.Wording;
import org.workflowengine.processor.model.WorkflowModel;

/** WF504: the class literals of a migration name an older version of the same workflow, and its states. */
final class NotAnOlderVersion {

    private static final Code CODE = Code.WF504;

    private NotAnOlderVersion() {}

    static Problem noVersion(TypeElement migration, Place place, TypeMirror found, TypeElement definition) {
        boolean itself = Types.element(found).filter(definition::equals).isPresent();
        return problem(migration, place)
                .found("from = " + found + ", which is "
                        + (itself ? "this version itself" : "not marked with @Workflow"))
                .expected("the interface of an older version of the same workflow, kept in a package of its own")
                .fix("for example   @Migration(from = v1." + definition.getSimpleName() + ".class)");
    }

    static Problem ofAnotherWorkflow(TypeElement migration, Place place, WorkflowModel older, String id) {
        return problem(migration, place)
                .found(older.definition().canonical() + ", which is " + Wording.quote(older.id()))
                .expected("a version of " + Wording.quote(id))
                .fix("name the older version of this workflow, or give both the same id");
    }

    private static Problem problem(TypeElement migration, Place place) {
        return Problem.of(
                CODE, place, migration.getSimpleName() + " does not come from an older version of this workflow");
    }

    static Problem noState(
            TypeElement migration, Place place, TypeMirror literal, TypeElement from, WorkflowModel older) {
        var named = Types.element(literal);
        var name = named.map(type -> type.getSimpleName().toString()).orElse(literal.toString());
        var names = older.states().stream().map(StateNode::name).toList();
        var below = named.map(type -> statesBelow(type, from)).orElse(List.of());
        var near = below.isEmpty() ? NearNames.of(name, names) : List.<String>of();
        var version = older.definition().canonical();
        var why = below.isEmpty()
                ? Wording.didYouMean(
                        near.stream().map(state -> version + "." + state).toList())
                : ", a superstate, in which no case rests; these extend it: " + Wording.list(below);
        return Problem.of(
                        CODE,
                        place,
                        name + " in " + migration.getSimpleName() + " is not a state of version " + older.version())
                .found(literal + why)
                .expected("one of " + Wording.list(names) + ", of " + version)
                .fix(Stream.of(below, near, names)
                        .flatMap(List::stream)
                        .findFirst()
                        .map(state -> "for example   " + version + "." + state + ".class")
                        .orElse("name a version that has states"));
    }

    /** The states of the older version that extend a superstate of it. */
    private static List<String> statesBelow(TypeElement superstate, TypeElement from) {
        return Types.nestedIn(from).stream()
                .filter(type -> Language.isState(type)
                        && !type.equals(superstate)
                        && from.equals(superstate.getEnclosingElement())
                        && Types.withInterfaces(type).contains(superstate))
                .map(type -> type.getSimpleName().toString())
                .toList();
    }
}
