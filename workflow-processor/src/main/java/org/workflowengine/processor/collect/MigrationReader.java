package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.workflowengine.processor.collect.OlderStates.Named;
import org.workflowengine.processor.collect.OlderStates.Origin;
import org.workflowengine.processor.model.Guard;
import org.workflowengine.processor.model.MappingNode;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.WorkflowModel;

/** Reads how cases of older versions come into a definition. */
final class MigrationReader {

    private static final Origin UNKNOWN = new Origin(false, Optional.empty(), Optional.empty());
    private static final Origin BY_ID = new Origin(true, Optional.empty(), Optional.empty());

    private final TypeElement definition;
    private final String id;
    private final Targets targets;
    private final GuardReader guards;
    private final Sources sources;
    private final Problems problems;
    private final Function<TypeElement, Optional<Collected>> older;

    /** The id is the workflow's; the function reads an older definition, unless that one is being read already. */
    MigrationReader(
            TypeElement definition,
            String id,
            Targets targets,
            GuardReader guards,
            Sources sources,
            Problems problems,
            Function<TypeElement, Optional<Collected>> older) {
        this.definition = definition;
        this.id = id;
        this.targets = targets;
        this.guards = guards;
        this.sources = sources;
        this.problems = problems;
        this.older = older;
    }

    List<MigrationNode> read(List<StateNode> states) {
        var migrations = new ArrayList<MigrationNode>();
        for (TypeElement type : Types.nestedIn(definition)) {
            var marker = Annotations.find(type, Language.MIGRATION);
            if (marker.isPresent()) {
                migrations.add(read(type, marker.get(), states));
            }
        }
        return migrations;
    }

    private MigrationNode read(TypeElement type, AnnotationMirror marker, List<StateNode> states) {
        var fault = MigrationShape.check(type);
        problems.add(fault);
        var unread = new ArrayList<String>();
        var origin = fault.isPresent() ? UNKNOWN : origin(type, marker, unread);
        var named = new OlderStates(type, origin, problems);
        var mappings = new ArrayList<MappingNode>();
        boolean unclear = !origin.byId() && origin.model().isEmpty();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            var mapped = mapped(method, named);
            unclear |= mapped.isEmpty();
            mappings.addAll(mapped);
        }
        var staying =
                named.in(type, marker, "staying", "").stream().map(Named::id).toList();
        unclear |= named.isUnclear();
        origin.model().ifPresent(old -> addImplied(type, old, states, staying, mappings));
        return new MigrationNode(
                type.getSimpleName().toString(),
                origin.model(),
                unread.stream().findFirst(),
                origin.model()
                        .map(WorkflowModel::version)
                        .or(() -> Annotations.written(marker, "version", Integer.class))
                        .orElse(0),
                origin.model()
                        .map(old -> old.pin().fingerprint())
                        .or(() -> Annotations.written(marker, "fingerprint", String.class))
                        .orElse(""),
                mappings,
                staying,
                unclear,
                Place.of(type));
    }

    private Origin origin(TypeElement type, AnnotationMirror marker, List<String> unread) {
        var written = Annotations.written(marker, "from");
        if (written.isEmpty()) {
            return BY_ID;
        }
        if (!(written.get().getValue() instanceof TypeMirror mirror) || mirror.getKind() == TypeKind.ERROR) {
            problems.unresolved();
            return UNKNOWN;
        }
        var place = Place.of(type).at("from");
        var from = Types.element(mirror);
        if (from.filter(Language::isWorkflow).isEmpty() || from.get().equals(definition)) {
            problems.add(NotAnOlderVersion.noVersion(type, place, mirror, definition));
            return UNKNOWN;
        }
        var collected = older.apply(from.get());
        if (collected.isEmpty()) {
            // They lead to each other; where the newer one is left for the older one, that is reported.
            return UNKNOWN;
        }
        var model = collected.get().model();
        var faults =
                collected.get().problems().stream().filter(Problem::isError).toList();
        if (model.faulty() || !faults.isEmpty()) {
            if (sources.contain(from.get())) {
                // What is wrong with it is reported there.
                problems.unresolved();
            } else {
                unread.add(faults.stream()
                        .findFirst()
                        .map(Problem::inShort)
                        .orElse("a type that it names is not on the class path"));
            }
            return UNKNOWN;
        }
        if (!model.id().equals(id)) {
            problems.add(NotAnOlderVersion.ofAnotherWorkflow(type, place, model, id));
            return UNKNOWN;
        }
        return new Origin(false, from, Optional.of(model));
    }

    /** What one method maps; nothing if it cannot be read. */
    private List<MappingNode> mapped(ExecutableElement method, OlderStates named) {
        var marker = Annotations.find(method, Language.FROM);
        var fault = MigrationShape.check(method, marker);
        if (fault.isPresent() || marker.isEmpty()) {
            problems.add(fault);
            return List.of();
        }
        var target = targets.read(method);
        var guard = guards.read(method);
        var mapped = new ArrayList<MappingNode>();
        for (Named state : named.in(method, marker.get(), "value", "ids")) {
            mapped.add(new MappingNode(state.id(), target, guard, false, Types.nameInHolder(method), state.place()));
        }
        return mapped;
    }

    /** A state of the same id, terminal in neither version, is carried over without a line. */
    private static void addImplied(
            TypeElement type,
            WorkflowModel old,
            List<StateNode> states,
            List<String> staying,
            List<MappingNode> mappings) {
        Set<String> said = new HashSet<>(staying);
        mappings.forEach(mapping -> said.add(mapping.from()));
        for (StateNode from : old.states()) {
            for (StateNode to : states) {
                if (to.id().equals(from.id()) && !from.terminal() && !to.terminal() && said.add(from.id())) {
                    var label = type.getSimpleName() + ", by the id " + from.id();
                    mappings.add(new MappingNode(
                            from.id(), Optional.of(to.name()), Guard.NONE, true, label, Place.of(type)));
                }
            }
        }
    }
}
