package org.workflowengine.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes a diagram for a terminal: a picture if it fits, else a list. */
final class TextWriter {
    static final int COLUMNS = 80;

    private TextWriter() {}

    static String write(Content content, UnaryOperator<String> letters) {
        List<String> lines = new ArrayList<>(wrapped(visible(content.title()), 0));
        lines.add("");
        Optional<List<String>> picture = TextPicture.lines(content, COLUMNS);
        List<String> drawn = new ArrayList<>(picture.orElseGet(() -> list(content)));
        drawn.addAll(picture.isPresent() ? guards(content) : List.of());
        drawn.replaceAll(letters);
        lines.addAll(drawn);
        return String.join("\n", lines) + "\n";
    }

    /** What each transition requires. */
    private static List<String> guards(Content content) {
        List<String> lines = new ArrayList<>();
        for (Edge edge : content.edges()) {
            if (!edge.guard().isEmpty()) {
                String from = content.nodes().get(edge.from()).id();
                lines.addAll(wrapped(from + " " + edge.id() + ": " + String.join(", ", edge.guard()), 4));
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, "");
        }
        return lines;
    }

    private static List<String> list(Content content) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < content.nodes().size(); i++) {
            Node node = content.nodes().get(i);
            String mark = node.isCurrent() ? "▶ " : node.isVisited() ? "• " : "  ";
            String kind = (i == 0 ? ", initial" : "") + (node.isFinal() ? ", final" : "");
            String badge = node.badge().isEmpty() ? "" : " (" + visible(node.badge()) + ")";
            String note = node.note().isEmpty() ? "" : ", " + node.note();
            lines.addAll(wrapped(mark + node.id() + badge + kind + note, 4));
            for (Edge edge : content.edges()) {
                if (edge.from() == i) {
                    lines.addAll(wrapped(step(content, edge), 8));
                }
            }
        }
        return lines;
    }

    private static String step(Content content, Edge edge) {
        String guard = edge.guard().isEmpty() ? "" : " if " + String.join(", ", edge.guard());
        String to = edge.isLoop() ? "stays" : content.nodes().get(edge.to()).id();
        return (edge.isWalked() ? "    ━▶ " : "    ─▶ ") + to + ": " + edge.id()
                + (edge.isWalked() ? " #" + edge.steps() : "") + guard;
    }

    /** A line, continued with an indent where it is too long. */
    private static List<String> wrapped(String text, int indent) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > COLUMNS) {
            int blank = rest.lastIndexOf(' ', COLUMNS);
            boolean breaks = blank > indent && !rest.substring(0, blank).isBlank();
            int end = breaks ? blank : COLUMNS;
            lines.add(rest.substring(0, end));
            rest = " ".repeat(indent) + rest.substring(breaks ? end + 1 : end);
        }
        lines.add(rest);
        return lines;
    }

    /** A text from outside must not move the cursor. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean isHidden = Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.UNASSIGNED;
            visible.append(isHidden ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c));
        });
        return visible.toString();
    }
}
