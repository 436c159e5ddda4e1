package org.workflowengine.processor.collect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.Problem;

/** Reads the vocabulary of one workflow: its own facts, then the shared ones as guards come to use them. */
final class FactReader {

    private final TypeElement definition;
    private final Sources sources;
    private final Problems problems;
    private final List<TypeElement> own;
    private final Map<TypeElement, Optional<FactNode>> known = new LinkedHashMap<>();

    FactReader(TypeElement definition, Sources sources, Problems problems) {
        this.definition = definition;
        this.sources = sources;
        this.problems = problems;
        this.own = nestedFacts(definition);
        for (TypeElement fact : own) {
            read(fact, Place.of(fact));
        }
    }

    /** The facts nested in the workflow at whatever depth, composed guards among them. */
    List<TypeElement> own() {
        return own;
    }

    /** Everything that was read, in the order in which it came up. */
    List<FactNode> vocabulary() {
        var vocabulary = new ArrayList<FactNode>();
        for (Optional<FactNode> fact : known.values()) {
            if (fact.isPresent()) {
                vocabulary.add(fact.get());
            }
        }
        return vocabulary;
    }

    /** The fact, or nothing for a composed guard without a value and for what is no usable fact. */
    Optional<FactNode> read(TypeElement fact, Place use) {
        var before = known.get(fact);
        if (before != null) {
            return before;
        }
        boolean inSource = sources.contain(fact);
        for (Problem problem : FactShape.check(fact)) {
            problems.add(inSource ? problem : problem.at(use));
        }
        var place = inSource ? Place.of(fact) : use;
        var value = FactShape.value(fact);
        Optional<FactNode> node = value.isPresent() ? node(fact, value.get().getReturnType(), place) : Optional.empty();
        known.put(fact, node);
        return node;
    }

    private Optional<FactNode> node(TypeElement fact, TypeMirror type, Place place) {
        if (type.getKind() == TypeKind.ERROR) {
            problems.unresolved();
        }
        var hidden = Types.privateAround(fact);
        if (hidden.isPresent()) {
            problems.add(FactShape.hidden(fact, hidden.get(), place));
            return Optional.empty();
        }
        var valueType = type(fact, type, place);
        if (valueType.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FactNode(
                Types.name(fact),
                Language.pinnedId(fact)
                        .orElse(IdDerivation.id(fact.getSimpleName().toString())),
                Language.written(fact, "message", String.class).orElse(""),
                valueType.get(),
                !own.contains(fact),
                known.size(),
                place));
    }

    private Optional<FactType> type(TypeElement fact, TypeMirror type, Place place) {
        if (type.getKind() == TypeKind.BOOLEAN) {
            return Optional.of(new FactType.OfBoolean());
        }
        var constants = FactShape.enumOf(type);
        var hidden = constants.filter(values -> !Types.canBeNamedIn(Types.packageOf(definition), values));
        hidden.ifPresent(values -> problems.add(FactShape.unreachable(fact, values, place)));
        return constants
                .filter(values -> hidden.isEmpty())
                .map(values -> new FactType.OfEnum(Types.name(values), constants(values)));
    }

    private static List<String> constants(TypeElement values) {
        return ElementFilter.fieldsIn(values.getEnclosedElements()).stream()
                .filter(field -> field.getKind() == ElementKind.ENUM_CONSTANT)
                .map(Element::getSimpleName)
                .map(Object::toString)
                .toList();
    }

    private static List<TypeElement> nestedFacts(TypeElement type) {
        var facts = new ArrayList<TypeElement>();
        for (TypeElement nested : Types.nestedIn(type)) {
            if (Language.isFact(nested)) {
                facts.add(nested);
            } else if (!Language.isWorkflow(nested)) {
                facts.addAll(nestedFacts(nested));
            }
        }
        return facts;
    }
}
