package org.workflowengine.processor.collect;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
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
    private final List<String> ownFacts;

    NotAFact(TypeElement definition, List<TypeElement> ownFacts) {
        this.definition = definition;
        this.ownFacts =
                ownFacts.stream().map(fact -> fact.getSimpleName().toString()).toList();
    }

    /** Reports an annotation that is no fact although it must have been meant as one. */
    Optional<Problem> checkUnmarked(TypeElement annotation, String user, Place place) {
        return whyItLooksLikeOne(annotation).map(why -> {
            var name = annotation.getSimpleName();
            var near = NearNames.of(name.toString(), ownFacts);
            return Problem.of(CODE, place, "@" + name + " on " + user + " guards nothing: it is not a fact")
                    .found(why
                            + Wording.didYouMean(
                                    near.stream().map(fact -> "@" + fact).toList()))
                    .expected("guards are annotation types that are marked with @Fact")
                    .fix("write   @Fact @interface " + name);
        });
    }

    /** Reports a fact that belongs to another workflow. */
    Optional<Problem> checkOwner(TypeElement fact, String user, Place place) {
        return Language.workflowAround(fact)
                .filter(owner -> !owner.equals(definition))
                .map(owner -> {
                    var name = fact.getSimpleName().toString();
                    var near = NearNames.of(name, ownFacts);
                    return Problem.of(
                                    CODE,
                                    place,
                                    "@" + name + " on " + user + " is not a fact of " + definition.getSimpleName())
                            .found("it belongs to " + owner.getSimpleName())
                            .expected("a fact nested in " + definition.getSimpleName()
                                    + ", or a shared one outside all workflows")
                            .fix(
                                    near.isEmpty()
                                            ? "move it out of " + owner.getSimpleName()
                                                    + " to share it, or declare one in " + definition.getSimpleName()
                                            : "use   @" + definition.getSimpleName() + "." + near.get(0));
                });
    }

    private static Optional<String> whyItLooksLikeOne(TypeElement annotation) {
        var held = heldFact(annotation);
        if (held.filter(FactShape::isRepeatable).isPresent()) {
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
            return Optional.of("it holds facts in an array; put them on the transition one by one");
        }
        return FactShape.looksLikeAFact(annotation)
                ? Optional.of("it has a value() as facts have, but is not marked with @Fact")
                : Optional.empty();
    }

    private static Optional<TypeElement> heldFact(TypeElement annotation) {
        return FactShape.value(annotation)
                .map(ExecutableElement::getReturnType)
                .filter(type -> type.getKind() == TypeKind.ARRAY)
                .flatMap(type -> Types.element(((ArrayType) type).getComponentType()))
                .filter(Language::isFact);
    }
}
