package org.workflowengine.processor.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.workflowengine.processor.spi.Answer;
import org.workflowengine.processor.spi.ConditionView;
import org.workflowengine.processor.spi.DefinitionView;
import org.workflowengine.processor.spi.FactView;
import org.workflowengine.processor.spi.Problem;
import org.workflowengine.processor.spi.ProblemKind;
import org.workflowengine.processor.spi.ProcessorExtension;
import org.workflowengine.processor.spi.StateView;
import org.workflowengine.processor.spi.TransitionView;

/** The extension of a layer that reads {@link Due} and {@link Urgent}, written as a layer would: with nothing but the interface. */
public final class Deadlines implements ProcessorExtension {
    static final ProblemKind NO_TIME = ProblemKind.error("SLA101", "no-time");
    static final ProblemKind NEVER_LATE = ProblemKind.warning("SLA201", "never-late");

    @Override
    public List<ProblemKind> problemKinds() {
        return List.of(NO_TIME, NEVER_LATE);
    }

    @Override
    public void examine(DefinitionView definition, Answer answer) {
        Map<String, Integer> hours = new TreeMap<>();
        for (StateView state : definition.states()) {
            annotation(state.element(), Due.class).ifPresent(due -> {
                check(state, due, answer);
                hours.put(state.constant(), (Integer)
                        value(definition, due, "hours").getValue());
            });
        }
        if (!hours.isEmpty()) {
            answer.source(typeName(definition), source(definition, hours));
            answer.resource(
                    "META-INF/sla/" + definition.workflow() + ".v" + definition.version() + ".txt", text(definition));
        }
    }

    private static void check(StateView state, AnnotationMirror due, Answer answer) {
        AnnotationValue hours = due.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals("hours"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        if ((Integer) hours.getValue() < 1) {
            answer.problem(Problem.of(NO_TIME, state.element(), state.name() + " leaves no time", "@Due(hours = 1)")
                    .expected("at least 1 hour")
                    .found("hours = " + hours)
                    .at(due, hours));
        }
        if (state.isTerminal()) {
            answer.problem(
                    Problem.of(NEVER_LATE, state.element(), "nobody waits for a case in " + state.name(), "remove @Due")
                            .found("cases end there")
                            .at(due));
        }
    }

    private static String typeName(DefinitionView definition) {
        return definition.generatedType("State").replaceAll("State$", "Deadlines");
    }

    private static String source(DefinitionView definition, Map<String, Integer> hours) {
        var name = typeName(definition);
        var constants = new StringBuilder();
        hours.forEach(
                (state, value) -> constants.append("    /** Cases leave %s in time: “%s h”. */\n    int %s = %s;\n"
                        .formatted(state, value, state, value)));
        int dot = name.lastIndexOf('.');
        return "package %s;\n\n/** Deadlines. */\ninterface %s {\n%s    %s FIRST = %s.%s;\n}\n"
                .formatted(
                        name.substring(0, dot),
                        name.substring(dot + 1),
                        constants,
                        definition.generatedType("State"),
                        definition.generatedType("State"),
                        definition.states().get(0).constant());
    }

    /** Everything that the view shows, one line for each part. */
    private static String text(DefinitionView definition) {
        var lines = new ArrayList<String>();
        lines.add(definition + ", " + definition.element() + ", erasable " + definition.isErasable());
        lines.add(definition.fingerprint());
        for (StateView state : definition.states()) {
            lines.add("state %s %s %s initial %s terminal %s%s due %s"
                    .formatted(
                            state,
                            state.id(),
                            state.element(),
                            state.isInitial(),
                            state.isTerminal(),
                            state.isResting() ? " resting" : "",
                            annotation(state.element(), Due.class)
                                    .map(due ->
                                            value(definition, due, "hours") + " " + value(definition, due, "always"))
                                    .orElse("never")));
        }
        for (TransitionView transition : definition.transitions()) {
            lines.add("transition %s %s %s from %s to %s in %s inherited %s urgent %s guard %s"
                    .formatted(
                            transition.name(),
                            transition.id(),
                            transition.constant(),
                            transition.from().id(),
                            transition.to().id(),
                            transition.element().getEnclosingElement(),
                            transition.isInherited(),
                            annotation(transition.element(), Urgent.class).isPresent(),
                            guard(transition)));
        }
        for (FactView fact : definition.facts()) {
            lines.add("fact %s %s %s %s boolean %s values %s shared %s message %s"
                    .formatted(
                            fact,
                            fact.id(),
                            fact.factory(),
                            fact.element(),
                            fact.isBoolean(),
                            fact.values(),
                            fact.isShared(),
                            fact.message()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String guard(TransitionView transition) {
        var conditions = new ArrayList<String>();
        for (ConditionView condition : transition.guard()) {
            conditions.add(condition.fact().id() + condition.requires());
        }
        return String.join("", conditions);
    }

    private static Optional<AnnotationMirror> annotation(Element element, Class<?> type) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(type.getName())) {
                return Optional.of(mirror);
            }
        }
        return Optional.empty();
    }

    private static AnnotationValue value(DefinitionView definition, AnnotationMirror mirror, String element) {
        return definition.elements().getElementValuesWithDefaults(mirror).entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(element))
                .map(Map.Entry::getValue)
                .findFirst()
                .map(AnnotationValue.class::cast)
                .orElseThrow();
    }
}
