package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.workflowengine.processor.model.Guard;
import org.workflowengine.processor.model.MappingNode;
import org.workflowengine.processor.model.MigrationNode;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.WorkflowModel;

/** Reads how cases of older versions come into a definition. */
final class MigrationReader {

    private final TypeElement definition;
    private final String id;
    private final Targets targets;
    private final GuardReader guards;
    private final Problems problems;
    private final Function<TypeElement, Collected> older;

    /** The id is the workflow's; the function reads an older definition, without what leads into it. */
    MigrationReader(
            TypeElement definition,
            String id,
            Targets targets,
            GuardReader guards,
            Problems problems,
            Function<TypeElement, Collected> older) {
        this.definition = definition;
        this.id = id;
        this.targets = targets;
        this.guards = guards;
        this.problems = problems;
        this.older = older;
    }

    List<MigrationNode> read(List<StateNode> states) {
        var migrations = new ArrayList<MigrationNode>();
        for (TypeElement type : Types.nestedIn(definition)) {
            var marker = Annotations.find(type, Language.MIGRATION);
            if (marker.isPresent()) {
                problems.add(MigrationShape.check(type));
                migrations.add(read(type, marker.get(), states));
            }
        }
        return migrations;
    }

    private MigrationNode read(TypeElement type, AnnotationMirror marker, List<StateNode> states) {
        var from = from(type, marker);
        var model = from.flatMap(this::modelOf);
        problems.add(model.filter(old -> !old.id().equals(id))
                .map(old -> MigrationShape.ofAnotherWorkflow(type, Place.of(type, marker), old, id)));
        var source = new Source(type, from, model);
        var mappings = new ArrayList<MappingNode>();
        boolean unclear = from.isPresent() && model.isEmpty();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            var mapped = mapped(method, source);
            unclear |= mapped.isEmpty();
            mappings.addAll(mapped);
        }
        var staying = new ArrayList<String>();
        for (TypeMirror state : classes(marker, "staying")) {
            var id = source.stateId(state, Place.of(type, marker));
            unclear |= id.isEmpty();
            id.ifPresent(staying::add);
        }
        model.ifPresent(old -> addImplied(type, old, states, staying, mappings));
        return new MigrationNode(
                type.getSimpleName().toString(),
                model,
                model.map(WorkflowModel::version)
                        .or(() -> Annotations.written(marker, "version", Integer.class))
                        .orElse(0),
                model.map(old -> old.pin().fingerprint())
                        .or(() -> Annotations.written(marker, "fingerprint", String.class))
                        .orElse(""),
                mappings,
                staying,
                unclear,
                Place.of(type, marker));
    }

    /** The older definition's interface; nothing where its ids are named instead. */
    private Optional<TypeElement> from(TypeElement type, AnnotationMirror marker) {
        var written = Annotations.written(marker, "from");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        if (!(written.get().getValue() instanceof TypeMirror mirror) || mirror.getKind() == TypeKind.ERROR) {
            problems.unresolved();
            return Optional.empty();
        }
        var element = Types.element(mirror);
        if (element.filter(Language::isWorkflow).isEmpty() || element.get().equals(definition)) {
            problems.add(MigrationShape.notAnOlderVersion(type, Place.of(type, marker), mirror.toString(), definition));
            return Optional.empty();
        }
        return element;
    }

    private Optional<WorkflowModel> modelOf(TypeElement from) {
        var collected = older.apply(from);
        // What is wrong with it is reported where it is compiled.
        if (collected.model().faulty() || Problem.anyError(collected.problems())) {
            problems.unresolved();
            return Optional.empty();
        }
        return Optional.of(collected.model());
    }

    /** What one method maps; nothing if it cannot be read. */
    private List<MappingNode> mapped(ExecutableElement method, Source source) {
        var marker = Annotations.find(method, Language.FROM);
        var fault = MigrationShape.check(method, marker.isPresent());
        if (fault.isPresent() || marker.isEmpty()) {
            problems.add(fault);
            return List.of();
        }
        var place = Place.of(method, marker.get());
        Map<String, Boolean> ids = new LinkedHashMap<>();
        for (TypeMirror state : classes(marker.get(), "value")) {
            source.stateId(state, place).ifPresent(id -> ids.put(id, true));
        }
        for (String id : texts(marker.get(), "ids")) {
            problems.add(MigrationShape.checkId(id, place));
            ids.put(id, true);
        }
        var target = targets.read(method);
        var guard = guards.read(method);
        var mapped = new ArrayList<MappingNode>();
        for (String id : ids.keySet()) {
            mapped.add(new MappingNode(id, target, guard, false, Types.nameInHolder(method), Place.of(method)));
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

    private List<TypeMirror> classes(AnnotationMirror marker, String element) {
        var classes = new ArrayList<TypeMirror>();
        for (Object value : values(marker, element)) {
            if (value instanceof TypeMirror mirror && mirror.getKind() != TypeKind.ERROR) {
                classes.add(mirror);
            } else {
                problems.unresolved();
            }
        }
        return classes;
    }

    private List<String> texts(AnnotationMirror marker, String element) {
        var texts = new ArrayList<String>();
        for (Object value : values(marker, element)) {
            if (value instanceof String text) {
                texts.add(text);
            } else {
                problems.unresolved();
            }
        }
        return texts;
    }

    private static List<Object> values(AnnotationMirror marker, String element) {
        var values = new ArrayList<Object>();
        Annotations.written(marker, element).ifPresent(written -> {
            if (written.getValue() instanceof List<?> several) {
                several.forEach(one -> values.add(((AnnotationValue) one).getValue()));
            } else {
                values.add(written.getValue());
            }
        });
        return values;
    }

    /** The older definition that the class literals of a migration belong to. */
    private final class Source {
        private final TypeElement migration;
        private final Optional<TypeElement> from;
        private final Optional<WorkflowModel> model;

        Source(TypeElement migration, Optional<TypeElement> from, Optional<WorkflowModel> model) {
            this.migration = migration;
            this.from = from;
            this.model = model;
        }

        Optional<String> stateId(TypeMirror literal, Place place) {
            var state = Types.element(literal);
            if (model.isEmpty() || from.isEmpty()) {
                if (from.isEmpty()) {
                    problems.add(MigrationShape.noOlderVersion(migration, place));
                }
                return Optional.empty();
            }
            boolean own = state.isPresent()
                    && state.get().getKind() == ElementKind.INTERFACE
                    && isIn(state.get(), from.get());
            var node = own ? model.get().state(state.get().getSimpleName().toString()) : Optional.<StateNode>empty();
            if (node.isEmpty()) {
                problems.add(MigrationShape.notAStateOf(migration, place, state, literal.toString(), model.get()));
            }
            return node.map(StateNode::id);
        }

        private static boolean isIn(TypeElement state, Element definition) {
            return definition.equals(state.getEnclosingElement());
        }
    }
}
