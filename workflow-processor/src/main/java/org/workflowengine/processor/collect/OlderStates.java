package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.WorkflowModel;

/** The states of an older version as a migration names them: by class literals, or by ids where its interface is gone. */
final class OlderStates {

    private final TypeElement migration;
    private final Origin origin;
    private final Problems problems;
    private boolean unclear;

    OlderStates(TypeElement migration, Origin origin, Problems problems) {
        this.migration = migration;
        this.origin = origin;
        this.problems = problems;
    }

    /**
     * Where a migration comes from.
     *
     * @param byId whether it names ids instead of classes
     * @param type the interface of the older version, if one can be told
     * @param model what it says, if it can be read
     */
    record Origin(boolean byId, Optional<TypeElement> type, Optional<WorkflowModel> model) {}

    /** A state of the older version by its stored id, and where it is named. */
    record Named(String id, Place place) {}

    /** Whether something that was named could not be told, so that nothing can be said to be missing. */
    boolean isUnclear() {
        return unclear;
    }

    /** The states in an annotation on an element, as often as they are written. */
    List<Named> in(Element element, AnnotationMirror marker, String classes, String texts) {
        var named = new ArrayList<Named>();
        for (AnnotationValue literal : Annotations.values(marker, classes)) {
            var place = placeOf(element, marker, classes, literal);
            id(literal, place).ifPresent(id -> named.add(new Named(id, place)));
        }
        for (AnnotationValue text : Annotations.values(marker, texts)) {
            if (!(text.getValue() instanceof String id) || !Annotations.isReadable(text)) {
                unresolved();
                continue;
            }
            var place = placeOf(element, marker, texts, text);
            var fault = origin.byId()
                    ? MigrationShape.checkId(id, place)
                    : Optional.of(MigrationShape.idBesideClass(migration, id, place));
            if (fault.isPresent()) {
                unclear = true;
                problems.add(fault);
            } else {
                named.add(new Named(id, place));
            }
        }
        return named;
    }

    private Optional<String> id(AnnotationValue literal, Place place) {
        if (!(literal.getValue() instanceof TypeMirror mirror) || mirror.getKind() == TypeKind.ERROR) {
            unresolved();
            return Optional.empty();
        }
        if (origin.byId()) {
            problems.add(MigrationShape.classBesideId(migration, place));
        }
        if (origin.model().isEmpty() || origin.type().isEmpty()) {
            unclear = true;
            return Optional.empty();
        }
        var state = Types.element(mirror);
        var node = state.filter(type -> origin.type().get().equals(type.getEnclosingElement()))
                .flatMap(type -> origin.model().get().state(type.getSimpleName().toString()));
        if (node.isEmpty()) {
            unclear = true;
            problems.add(NotAnOlderVersion.noState(
                    migration,
                    place,
                    mirror,
                    origin.type().get(),
                    origin.model().get()));
        }
        return node.map(StateNode::id);
    }

    private void unresolved() {
        unclear = true;
        problems.unresolved();
    }

    /** The compiler shows one of several values, and of a single one all that is written behind the name. */
    private static Place placeOf(Element element, AnnotationMirror marker, String name, AnnotationValue one) {
        var written = Annotations.written(marker, name);
        boolean single = Annotations.values(marker, name).size() == 1;
        return new Place(element, Optional.of(marker), single ? written : Optional.of(one));
    }
}
