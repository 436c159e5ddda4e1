package org.workflowengine.processor.collect;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.workflowengine.annotations.Fact;
import org.workflowengine.annotations.FourEyes;
import org.workflowengine.annotations.From;
import org.workflowengine.annotations.Generated;
import org.workflowengine.annotations.LayerAnnotation;
import org.workflowengine.annotations.Migration;
import org.workflowengine.annotations.MustHavePassed;
import org.workflowengine.annotations.MustStillPass;
import org.workflowengine.annotations.Quorum;
import org.workflowengine.annotations.State;
import org.workflowengine.annotations.Tolerate;
import org.workflowengine.annotations.Transition;
import org.workflowengine.annotations.Workflow;

/** The annotations that make up the language, and how to recognise them. */
final class Language {

    static final String WORKFLOW = Workflow.class.getCanonicalName();
    static final String STATE = State.class.getCanonicalName();
    static final String TRANSITION = Transition.class.getCanonicalName();
    static final String MIGRATION = Migration.class.getCanonicalName();
    static final String FROM = From.class.getCanonicalName();
    static final String FACT = Fact.class.getCanonicalName();
    static final String LAYER_ANNOTATION = LayerAnnotation.class.getCanonicalName();
    static final String TOLERATE = Tolerate.class.getCanonicalName();
    static final String TOLERATIONS = Tolerate.List.class.getCanonicalName();
    static final String MUST_HAVE_PASSED = MustHavePassed.class.getCanonicalName();
    static final String MUST_STILL_PASS = MustStillPass.class.getCanonicalName();
    static final String FOUR_EYES = FourEyes.class.getCanonicalName();
    static final String QUORUM = Quorum.class.getCanonicalName();
    static final String GENERATED = Generated.class.getCanonicalName();

    /** What is marked as a state and as a workflow is read as the state; as a workflow it is reported. */
    private static final List<String> MARKERS = List.of(STATE, WORKFLOW, TRANSITION, FACT, MIGRATION, FROM);

    private Language() {}

    /** Whether an annotation type is one of ours. */
    static boolean isOwn(TypeElement annotation) {
        return Types.packageOf(annotation).getQualifiedName().contentEquals(Workflow.class.getPackageName());
    }

    static boolean isWorkflow(Element element) {
        return Annotations.find(element, WORKFLOW).isPresent();
    }

    static boolean isState(Element element) {
        return Annotations.find(element, STATE).isPresent();
    }

    static boolean isTransition(Element element) {
        return Annotations.find(element, TRANSITION).isPresent();
    }

    static boolean isMigration(Element element) {
        return Annotations.find(element, MIGRATION).isPresent();
    }

    /** Whether a method maps states of an older version. */
    static boolean isMapping(Element element) {
        return Annotations.find(element, FROM).isPresent();
    }

    static boolean isFact(Element element) {
        return Annotations.find(element, FACT).isPresent();
    }

    /** Whether an annotation type says of itself that it is for a layer, and no guard. */
    static boolean isForLayers(Element annotation) {
        return Annotations.find(annotation, LAYER_ANNOTATION).isPresent();
    }

    /** The annotation of the language that stands on an element. */
    static Optional<AnnotationMirror> marker(Element element) {
        for (String name : MARKERS) {
            var marker = Annotations.find(element, name);
            if (marker.isPresent()) {
                return marker;
            }
        }
        return Optional.empty();
    }

    /** The id that the author pinned. */
    static Optional<String> pinnedId(Element element) {
        var id = written(element, "id", String.class);
        return id.isPresent() && id.get().isEmpty() ? Optional.empty() : id;
    }

    /** What the author wrote for an element of the marker that stands on a declaration. */
    static <T> Optional<T> written(Element element, String name, Class<T> type) {
        var marker = marker(element);
        return marker.isPresent() ? Annotations.written(marker.get(), name, type) : Optional.empty();
    }

    /** The workflow in which an element is nested, at whatever depth. */
    static Optional<TypeElement> workflowAround(Element element) {
        for (Element outer : Types.enclosing(element)) {
            if (outer instanceof TypeElement type && isWorkflow(type)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
