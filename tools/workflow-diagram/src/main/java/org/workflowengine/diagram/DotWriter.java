package org.workflowengine.diagram;

import java.util.ArrayList;
import java.util.List;

/** Writes a diagram for Graphviz. */
final class DotWriter {
    private final Content content;
    private final StringBuilder out = new StringBuilder();
    private int groups;

    private DotWriter(Content content) {
        this.content = content;
    }

    static String write(Content content) {
        DotWriter writer = new DotWriter(content);
        writer.write();
        return writer.out.toString();
    }

    private void write() {
        line(0, "digraph workflow {");
        line(1, "graph [label=" + quoted(content.title()) + ", labelloc=t, fontname=Helvetica, fontsize=12]");
        line(
                1,
                "node [shape=box, style=\"rounded,filled\", fillcolor=white, color=\"#7b8494\","
                        + " fontname=Helvetica, fontsize=12]");
        line(1, "edge [color=\"#7b8494\", fontname=Helvetica, fontsize=10]");
        line(1, "initial [shape=point, width=0.12, label=\"\", color=\"#7b8494\", tooltip=\"initial\"]");
        states(content.groups(), 1);
        line(1, "initial -> s0");
        for (Edge edge : content.edges()) {
            List<String> attributes = new ArrayList<>();
            List<String> lines = new ArrayList<>(List.of(edge.id() + (edge.isWalked() ? " #" + edge.steps() : "")));
            lines.addAll(edge.guard());
            attributes.add("label=" + quoted(String.join("\n", lines)));
            attributes.add("tooltip=" + quoted(edge.tip()));
            if (!edge.href().isEmpty()) {
                attributes.add("URL=" + quoted(edge.href()));
            }
            if (edge.isWalked()) {
                attributes.add("color=\"#1d56c9\", penwidth=2");
            }
            line(1, "s" + edge.from() + " -> s" + edge.to() + " [" + String.join(", ", attributes) + "]");
        }
        line(0, "}");
    }

    private void states(Groups group, int depth) {
        for (int node : group.nodes()) {
            line(depth, "s" + node + " [" + state(content.nodes().get(node)) + "]");
        }
        for (Groups inner : group.inner()) {
            line(depth, "subgraph cluster_" + groups++ + " {");
            line(depth + 1, "label=" + quoted(inner.name()));
            line(depth + 1, "style=rounded");
            line(depth + 1, "color=\"#7b8494\"");
            states(inner, depth + 1);
            line(depth, "}");
        }
    }

    private static String state(Node node) {
        List<String> attributes = new ArrayList<>();
        attributes.add("label="
                + quoted(node.id()
                        + (node.badge().isEmpty() ? "" : " (" + node.badge() + ")")
                        + (node.note().isEmpty() ? "" : "\n" + node.note())));
        attributes.add("tooltip=" + quoted(node.tip()));
        if (!node.href().isEmpty()) {
            attributes.add("URL=" + quoted(node.href()));
        }
        if (node.isFinal()) {
            attributes.add("peripheries=2");
        }
        if (node.isCurrent()) {
            attributes.add("color=\"#1d56c9\", fillcolor=\"#1d56c9\", fontcolor=white");
        } else if (node.isVisited()) {
            attributes.add("color=\"#1d56c9\", fillcolor=\"#e8effc\"");
        }
        return String.join(", ", attributes);
    }

    private void line(int depth, String text) {
        out.append("    ".repeat(depth)).append(text).append('\n');
    }

    /** Graphviz reads backslashes as well as entities of HTML. What is not ASCII is one of those, as in {@link Xml}. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '&' -> quoted.append("&amp;");
                default -> quoted.append(Character.isISOControl(c) ? " " : ascii(c));
            }
        });
        return quoted.append('"').toString();
    }

    private static String ascii(int c) {
        String text = Character.toString(c);
        return c < 0x80 ? text : Xml.escape(text);
    }
}
