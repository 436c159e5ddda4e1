package org.workflowengine.processor.generate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.workflowengine.processor.model.Condition;
import org.workflowengine.processor.model.StateNode;
import org.workflowengine.processor.model.TransitionEdge;
import org.workflowengine.processor.model.WorkflowModel;

/** Prints the graph as a Mermaid state diagram. Every state has an alias: names such as Note or State are reserved there. */
final class Mermaid {
    private Mermaid() {}

    static String write(WorkflowModel model) {
        Map<String, String> aliases = new HashMap<>();
        model.states().forEach(state -> aliases.put(state.name(), "s" + aliases.size()));
        StringBuilder diagram = new StringBuilder("stateDiagram-v2\n");
        for (StateNode state : model.states()) {
            line(diagram, "state \"" + escape(state.name()) + "\" as " + aliases.get(state.name()));
        }
        for (StateNode state : model.states()) {
            if (state.initial()) {
                line(diagram, "[*] --> " + aliases.get(state.name()));
            }
            for (TransitionEdge edge : state.transitions()) {
                line(
                        diagram,
                        aliases.get(edge.source()) + " --> "
                                + aliases.get(edge.target().orElseThrow()) + ": " + escape(edge.name()) + guard(edge));
            }
            if (state.terminal()) {
                line(diagram, aliases.get(state.name()) + " --> [*]");
            }
        }
        return diagram.toString();
    }

    private static void line(StringBuilder diagram, String text) {
        diagram.append("    ").append(text).append('\n');
    }

    private static String guard(TransitionEdge edge) {
        return edge.guard().conditions().isEmpty()
                ? ""
                : edge.guard().conditions().stream()
                        .map(Mermaid::condition)
                        .collect(Collectors.joining(", ", " [", "]"));
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
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || " _.,()=-'".indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(Character.isWhitespace(c) ? " " : "#" + c + ";");
            }
        });
        return escaped.toString();
    }
}
