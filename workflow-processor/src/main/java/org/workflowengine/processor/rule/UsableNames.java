package org.workflowengine.processor.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.workflowengine.processor.model.Code;
import org.workflowengine.processor.model.FactNode;
import org.workflowengine.processor.model.GeneratedType;
import org.workflowengine.processor.model.IdDerivation;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.UnnamedPackage;

/** WF403: generated code can use the author's names. */
final class UsableNames implements Rule {

    /** The nested type for exhaustive handling, beside which each state gets a nested type of its own name. */
    private static final String MATCH = "Match";

    /** What the engine itself does, where the definition declares migrations. */
    private static final String MIGRATE = "migrate";

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
        var unnamed = UnnamedPackage.besideHandles(model);
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
        for (TransitionEdge edge : model.transitions()) {
            if (edge.name().equals(MIGRATE) && !model.migrations().isEmpty()) {
                problems.add(unusable(
                        Named.of(edge),
                        "the engine's own " + MIGRATE + "(…) brings cases of older versions here",
                        "any name but " + MIGRATE));
            }
        }
        for (FactNode fact : model.factsAsDeclared()) {
            if (IdDerivation.isReserved(fact.factory())) {
                problems.add(unusable(
                        Named.of(fact),
                        "its factory method " + fact.factory() + "(…) would be called like a word of the Java language",
                        "a name that is not a Java keyword when written with a small first letter"));
            } else if (UnnamedPackage.holds(fact.type(), MATCH)) {
                problems.add(unusable(
                        Named.of(fact), "the generated " + enclosing + "." + MATCH + hides(MATCH), OR_A_PACKAGE));
            } else if (UnnamedPackage.isLostInEnums(fact)) {
                problems.add(Problem.of(
                                code(),
                                fact.anchor(),
                                "the enum of a fact cannot be called " + UnnamedPackage.IN_EVERY_ENUM)
                        .found("in generated enums, java.lang.Enum." + UnnamedPackage.IN_EVERY_ENUM
                                + hides(UnnamedPackage.IN_EVERY_ENUM))
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

    private static String hides(String name) {
        return " would hide the type " + name + " of the unnamed package";
    }
}
