package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.FactType;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.JavaName;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.WorkflowModel;

/** WF403: generated code can use the author's names. */
final class UsableNames implements Rule {

    /** The nested type for exhaustive handling, beside which each state gets a nested type of its own name. */
    private static final String MATCH = "Match";

    /** The nested type of {@link Enum} that every enum inherits. */
    private static final String IN_EVERY_ENUM = "EnumDesc";

    private static final String OR_A_PACKAGE =
            "another name, or a package: what is in the unnamed one cannot be named in full";

    @Override
    public Code code() {
        return Code.WF403;
    }

    @Override
    public List<Problem> check(Subject subject) {
        var problems = new ArrayList<Problem>();
        var model = subject.model();
        var enclosing = model.nameOf(GeneratedType.CASE).simple();
        var unnamed = besideStates(model);
        for (StateNode state : model.statesAsDeclared()) {
            var handle = "its handle " + enclosing + "." + state.name();
            if (Set.of(MATCH, enclosing).contains(state.name())) {
                problems.add(unusable(
                        Named.of(state),
                        handle + " would have the name of another generated type",
                        "any name but " + MATCH + " and " + enclosing));
            } else if (unnamed.contains(state.name())) {
                problems.add(unusable(Named.of(state), handle + hides(state.name()), OR_A_PACKAGE));
            }
        }
        for (FactNode fact : model.factsAsDeclared()) {
            if (IdDerivation.isReserved(fact.factory())) {
                problems.add(unusable(
                        Named.of(fact),
                        "its factory method " + fact.factory() + "(…) would be called like a word of the Java language",
                        "a name that is no Java keyword when it begins with a small letter"));
            } else if (isUnnamed(fact.type(), MATCH)) {
                problems.add(unusable(
                        Named.of(fact), "the generated " + enclosing + "." + MATCH + hides(MATCH), OR_A_PACKAGE));
            } else if (fact.valueType() instanceof FactType.OfEnum type && isUnnamed(type.name(), IN_EVERY_ENUM)) {
                problems.add(Problem.of(
                                code(),
                                fact.anchor(),
                                "the enum of a fact cannot be called "
                                        + type.name().nested())
                        .found("in generated enums, java.lang.Enum." + IN_EVERY_ENUM + hides(IN_EVERY_ENUM))
                        .expected(OR_A_PACKAGE)
                        .fix("rename the enum"));
            }
        }
        return problems;
    }

    private Problem unusable(Named named, String found, String expected) {
        return Problem.of(code(), named.anchor(), "a " + named.kind() + " cannot be called " + named.name())
                .found(found)
                .expected(expected)
                .fix("rename it; a pinned id keeps what is stored:   " + named.annotation() + "(id = \"" + named.id()
                        + "\")");
    }

    /** What the generated case type names of the unnamed package, and what its nested types must therefore not be called. */
    private static Set<String> besideStates(WorkflowModel model) {
        var names = new HashSet<String>();
        if (model.definition().packageName().isEmpty()) {
            for (GeneratedType type : GeneratedType.values()) {
                names.add(model.nameOf(type).simple());
            }
            for (FactNode fact : model.facts()) {
                if (fact.type().packageName().isEmpty()) {
                    names.add(fact.type().simpleNames().get(0));
                }
            }
        }
        return names;
    }

    private static boolean isUnnamed(JavaName type, String name) {
        return type.packageName().isEmpty() && type.simpleNames().get(0).equals(name);
    }

    private static String hides(String name) {
        return " would hide the type " + name + " of the unnamed package";
    }
}
