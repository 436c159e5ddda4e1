package org.workflowengine.processor.collect;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.NearNames;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.Wording;

/** WF301: what stands on a transition and looks like a guard must be one; a guard that is silently ignored would be the worst outcome. */
final class NotAFact {

    private static final Code CODE = Code.WF301;

    private final TypeElement definition;
    private final List<TypeElement> ownFacts;
    private final Set<TypeElement> reported = new HashSet<>();

    NotAFact(TypeElement definition, List<TypeElement> ownFacts) {
        this.definition = definition;
        this.ownFacts = ownFacts;
    }

    /** Reports an annotation that is no fact although it must have been meant as one. */
    Optional<Problem> checkUnmarked(TypeElement annotation, String user, Place place) {
        var why = whyItLooksLikeOne(annotation);
        if (why.isEmpty()) {
            return Optional.empty();
        }
        reported.add(annotation);
        var name = annotation.getSimpleName();
        var near = nearFacts(name.toString());
        return Optional.of(Problem.of(CODE, place, "@" + name + " on " + user + " guards nothing: it is not a fact")
                .found(why.get()
                        + Wording.didYouMean(
                                near.stream().map(fact -> "@" + fact).toList()))
                .expected("guards are annotation types that are marked with @Fact")
                .fix(fix(annotation, near)));
    }

    private static String fix(TypeElement annotation, List<String> near) {
        if (holdsFacts(annotation)) {
            return "put the facts that it holds on the transition, one by one";
        }
        var marked = "@Fact @interface " + annotation.getSimpleName();
        return (near.isEmpty() ? "write   " : "use   @" + near.get(0) + "   or write   ")
                + marked
                + (Language.isForLayers(annotation) ? "   without @LayerAnnotation" : "");
    }

    /** Whether an annotation type was reported because it is not marked as a fact. */
    boolean hasReported(TypeElement annotation) {
        return reported.contains(annotation);
    }

    /** Whether an annotation holds facts in an array, as a container of repeated annotations does. */
    static boolean holdsFacts(TypeElement annotation) {
        return !Language.isForLayers(annotation) && heldFact(annotation).isPresent();
    }

    /** Reports a fact that belongs to another workflow. */
    Optional<Problem> checkOwner(TypeElement fact, String user, Place place) {
        var owner = Language.workflowAround(fact);
        if (owner.isEmpty() || owner.get().equals(definition)) {
            return Optional.empty();
        }
        var name = fact.getSimpleName().toString();
        var near = nearFacts(name);
        return Optional.of(Problem.of(
                        CODE, place, "@" + name + " on " + user + " is not a fact of " + definition.getSimpleName())
                .found("it belongs to " + Types.nameBeside(owner.get(), definition))
                .expected("a fact nested in " + definition.getSimpleName() + ", or a shared one outside all workflows")
                .fix(
                        near.isEmpty()
                                ? "move it out of " + Types.nameBeside(owner.get(), definition)
                                        + " to share it, or declare one in " + definition.getSimpleName()
                                : "use   @" + definition.getSimpleName() + "." + near.get(0)));
    }

    private List<String> nearFacts(String name) {
        return NearNames.of(
                name,
                ownFacts.stream().map(fact -> fact.getSimpleName().toString()).toList());
    }

    private static Optional<String> whyItLooksLikeOne(TypeElement annotation) {
        if (Language.isForLayers(annotation)) {
            return FactShape.isComposed(annotation)
                    ? Optional.of("it carries facts, as a guard does, but is marked with @LayerAnnotation")
                    : Optional.empty();
        }
        var held = heldFact(annotation);
        if (held.isPresent() && FactShape.isRepeatable(held.get())) {
            // That the fact is repeatable is reported there.
            return Optional.empty();
        }
        boolean ofJava =
                Types.packageOf(annotation).getQualifiedName().toString().startsWith("java.");
        if (ofJava || Language.isOwn(annotation)) {
            return Optional.empty();
        }
        var owner = Language.workflowAround(annotation);
        if (owner.isPresent()) {
            return Optional.of("it is declared in " + owner.get().getSimpleName() + " without @Fact");
        }
        if (FactShape.isComposed(annotation)) {
            return Optional.of("it carries facts, but is not marked with @Fact");
        }
        if (held.isPresent()) {
            return Optional.of("it holds facts in an array");
        }
        return FactShape.looksLikeAFact(annotation)
                ? Optional.of("it has a value() as facts have, but is not marked with @Fact")
                : Optional.empty();
    }

    private static Optional<TypeElement> heldFact(TypeElement annotation) {
        var value = FactShape.value(annotation);
        if (value.isEmpty() || value.get().getReturnType().getKind() != TypeKind.ARRAY) {
            return Optional.empty();
        }
        var held = Types.element(((ArrayType) value.get().getReturnType()).getComponentType());
        return held.isPresent() && Language.isFact(held.get()) ? held : Optional.empty();
    }
}
