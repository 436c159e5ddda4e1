package org.workflowengine.diagram;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes a diagram for PlantUML. Of its words for styles none has an i, which PlantUML does not recognise on a Turkish machine. */
final class PlantUmlWriter {
    private static final String SAFE = " _.,()=-[]:#";

    private final Content content;
    private final StringBuilder out = new StringBuilder();
    private int groups;

    private PlantUmlWriter(Content content) {
        this.content = content;
    }

    static String write(Content content) {
        PlantUmlWriter writer = new PlantUmlWriter(content);
        writer.write();
        return writer.out.toString();
    }

    private void write() {
        line(0, "@startuml");
        line(0, "title " + escape(content.title()));
        line(0, "hide empty description");
        states(content.groups(), 0);
        line(0, "[*] --> s0");
        for (Edge edge : content.edges()) {
            StringBuilder label = new StringBuilder(escape(edge.id() + (edge.isWalked() ? " #" + edge.steps() : "")));
            edge.guard().forEach(text -> label.append("\\n").append(escape(text)));
            line(
                    0,
                    "s" + edge.from() + (edge.isWalked() ? " -[#1d56c9,bold]-> s" : " --> s") + edge.to() + " : "
                            + (edge.href().isEmpty() ? "" : "[[" + address(edge.href()) + " ") + label
                            + (edge.href().isEmpty() ? "" : "]]"));
        }
        for (int i = 0; i < content.nodes().size(); i++) {
            Node node = content.nodes().get(i);
            if (node.isFinal() || node.isResting()) {
                line(0, "s" + i + " --> [*]" + (node.isFinal() ? "" : " : may rest"));
            }
        }
        line(0, "@enduml");
    }

    private void states(Groups group, int depth) {
        for (int node : group.nodes()) {
            Node state = content.nodes().get(node);
            String badge = state.badge().isEmpty() ? "" : " (" + state.badge() + ")";
            line(
                    depth,
                    "state \"" + escape(state.id() + badge) + "\" as s" + node
                            + (state.href().isEmpty() ? "" : " [[" + address(state.href()) + "]]")
                            + (state.isCurrent() ? " #1d56c9;text:ffffff" : state.isVisited() ? " #e8effc" : ""));
        }
        for (Groups inner : group.inner()) {
            line(depth, "state \"" + escape(inner.name()) + "\" as g" + groups++ + " {");
            states(inner, depth + 1);
            line(depth, "}");
        }
    }

    private void line(int depth, String text) {
        out.append("    ".repeat(depth)).append(text).append('\n');
    }

    /** Of characters that stand twice PlantUML makes formats: {@code __} underlines. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        int before = -1;
        for (int c : text.codePoints().toArray()) {
            boolean isSafe = Ascii.isLetterOrDigit(c) || (SAFE.indexOf(c) >= 0 && (c != before || c == ' '));
            if (Character.isISOControl(c)) {
                escaped.append(' ');
            } else {
                escaped.append(isSafe ? Character.toString(c) : String.format(Locale.ROOT, "<U+%04X>", c));
            }
            before = c;
        }
        return escaped.toString();
    }

    /** What would end the link, or the line, is percent-encoded, and so is all that is not ASCII. */
    private static String address(String href) {
        StringBuilder address = new StringBuilder();
        for (byte b : href.getBytes(StandardCharsets.UTF_8)) {
            // Bytes of what is not ASCII are negative.
            boolean isSafe = b > ' ' && b != 0x7F && "[]{}\"".indexOf(b) < 0;
            address.append(isSafe ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return address.toString();
    }
}
