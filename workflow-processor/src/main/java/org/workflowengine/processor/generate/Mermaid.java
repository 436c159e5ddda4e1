package org.workflowengine.processor.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workflowengine.processor.model.Anchor;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.Problem;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.WorkflowModel;

/**
 * Prints the graph as a Mermaid state diagram. Every state has an alias: names such as Note or State are reserved there. Of a
 * faulty definition the states and transitions that show the fault stand out.
 */
final class Mermaid {
    private Mermaid() {}

    static String write(WorkflowModel model, List<Problem> problems) {
        Set<TransitionEdge> faulty = new HashSet<>();
        Set<Anchor> places = new HashSet<>();
        for (Problem problem : problems) {
            if (problem.isError()) {
                faulty.addAll(problem.path());
                places.add(problem.anchor());
            }
        }
        Map<String, String> aliases = new HashMap<>();
        for (StateNode state : model.states()) {
            aliases.put(state.name(), "s" + aliases.size());
        }
        StringBuilder diagram = new StringBuilder("stateDiagram-v2\n");
        for (StateNode state : model.states()) {
            line(diagram, "state \"" + escape(state.name()) + "\" as " + aliases.get(state.name()));
        }
        for (StateNode state : model.states()) {
            if (state.initial()) {
                line(diagram, "[*] --> " + aliases.get(state.name()));
            }
            for (TransitionEdge edge : state.transitions()) {
                String target = aliases.getOrDefault(edge.target().orElse(""), "nowhere");
                // Asking an empty set computes a hash all the same, and that of a record is linked anew in every build.
                String mark =
                        !places.isEmpty() && (faulty.contains(edge) || places.contains(edge.anchor())) ? "⚠ " : "";
                line(
                        diagram,
                        aliases.get(edge.source()) + " --> " + target + ": " + mark + escape(edge.name())
                                + guard(edge));
            }
            if (state.terminal()) {
                line(diagram, aliases.get(state.name()) + " --> [*]");
            } else if (state.resting()) {
                line(diagram, aliases.get(state.name()) + " --> [*]: may rest");
            }
        }
        List<String> marked = new ArrayList<>();
        for (StateNode state : model.states()) {
            if (!places.isEmpty() && (places.contains(state.anchor()) || isOn(faulty, state))) {
                marked.add(aliases.get(state.name()));
            }
        }
        if (!marked.isEmpty()) {
            line(diagram, "classDef faulty stroke:#c00,stroke-width:3px,color:#c00");
            line(diagram, "class " + String.join(",", marked) + " faulty");
        }
        return diagram.toString();
    }

    private static boolean isOn(Set<TransitionEdge> path, StateNode state) {
        for (TransitionEdge edge : path) {
            if (edge.source().equals(state.name()) || edge.target().equals(Optional.of(state.name()))) {
                return true;
            }
        }
        return false;
    }

    private static void line(StringBuilder diagram, String text) {
        diagram.append("    ").append(text).append('\n');
    }

    private static String guard(TransitionEdge edge) {
        List<String> conditions = new ArrayList<>();
        for (Condition condition : edge.guard().conditions()) {
            conditions.add(condition(condition));
        }
        return conditions.isEmpty() ? "" : " [" + String.join(", ", conditions) + "]";
    }

    /** The fact's message when it is simply true, else its name and the values demanded. */
    private static String condition(Condition condition) {
        String fact = condition.fact().name();
        if (condition.accepted().equals(List.of("true"))) {
            String message = condition.fact().message();
            return escape(message.isBlank() ? fact : message.strip());
        }
        return escape(fact + " = " + String.join(" or ", condition.accepted()));
    }

    /** Mermaid's own entities are {@code #35;} for {@code #} and so on. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (Character.isLetterOrDigit(c) || " _.,()=-'".indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(Character.isWhitespace(c) ? " " : "#" + c + ";");
            }
        }
        return escaped.toString();
    }
}
