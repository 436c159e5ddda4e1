package org.workflowengine.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Writes a diagram for Mermaid. Every state has an alias: names such as Note or State are reserved there. */
final class MermaidWriter {
    private static final String SAFE = " _.,()=-'[]";

    private final Content content;
    private final StringBuilder out = new StringBuilder("stateDiagram-v2\n");
    private int groups;

    private MermaidWriter(Content content) {
        this.content = content;
    }

    static String write(Content content) {
        MermaidWriter writer = new MermaidWriter(content);
        writer.write();
        return writer.out.toString();
    }

    private void write() {
        line(1, "accTitle: " + escape(content.title()));
        states(content.groups(), 1);
        line(1, "[*] --> s0");
        for (Edge edge : content.edges()) {
            line(1, "s" + edge.from() + " --> s" + edge.to() + ": " + escape(edge.label()));
        }
        for (int i = 0; i < content.nodes().size(); i++) {
            Node node = content.nodes().get(i);
            if (node.isFinal() || node.isResting()) {
                line(1, "s" + i + " --> [*]" + (node.isFinal() ? "" : ": may rest"));
            }
        }
        style("visited", "fill:#e8effc,stroke:#1d56c9,color:#171b22", i -> i.isVisited() && !i.isCurrent());
        style("current", "fill:#1d56c9,stroke:#1d56c9,color:#fff", Node::isCurrent);
    }

    private void states(Groups group, int depth) {
        for (int node : group.nodes()) {
            Node state = content.nodes().get(node);
            String badge = state.badge().isEmpty() ? "" : " (" + state.badge() + ")";
            line(depth, "state \"" + escape(state.id() + badge) + "\" as s" + node);
        }
        for (Groups inner : group.inner()) {
            line(depth, "state \"" + escape(inner.name()) + "\" as g" + groups++ + " {");
            states(inner, depth + 1);
            line(depth, "}");
        }
    }

    private void style(String name, String style, Predicate<Node> which) {
        List<String> states = new ArrayList<>();
        for (int i = 0; i < content.nodes().size(); i++) {
            if (which.test(content.nodes().get(i))) {
                states.add("s" + i);
            }
        }
        if (!states.isEmpty()) {
            line(1, "classDef " + name + " " + style);
            line(1, "class " + String.join(",", states) + " " + name);
        }
    }

    private void line(int depth, String text) {
        out.append("    ".repeat(depth)).append(text).append('\n');
    }

    /** Mermaid's own entities are {@code #35;} for {@code #} and so on, as for all that is not ASCII. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Ascii.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(Character.isWhitespace(c) || Character.isISOControl(c) ? " " : "#" + c + ";");
            }
        });
        return escaped.toString();
    }
}
