package org.workflowengine.diagram;

import static org.workflowengine.diagram.SvgPath.number;

import java.util.ArrayList;
import java.util.List;

/** The label of a transition: its name, the numbers of the steps, and what it requires below. */
final class SvgLabel {
    private static final double NAME_HEIGHT = 15;
    private static final double GUARD_HEIGHT = 13;
    private static final int MOST_GUARD_LINES = 3;
    private static final int LONGEST_GUARD = 40;

    private final Edge edge;
    private final List<String> guard = new ArrayList<>();

    SvgLabel(Edge edge) {
        this.edge = edge;
        int shown = edge.guard().size() <= MOST_GUARD_LINES ? edge.guard().size() : MOST_GUARD_LINES - 1;
        edge.guard().subList(0, shown).forEach(text -> guard.add(Letters.shortened(text, LONGEST_GUARD)));
        if (shown < edge.guard().size()) {
            guard.add("and " + (edge.guard().size() - shown) + " more");
        }
    }

    /** With room for the numbers of two steps, whether there are any or not. */
    double width() {
        double width = Letters.width(edge.id() + " 12 34", 7);
        for (String line : guard) {
            width = Math.max(width, Letters.width(line, 6.4));
        }
        if (edge.mark().isPresent()) {
            width = Math.max(width, Letters.width(edge.mark().get().label(), 7));
        }
        return width;
    }

    double height() {
        return NAME_HEIGHT + GUARD_HEIGHT * guard.size() + (edge.mark().isPresent() ? NAME_HEIGHT : 0);
    }

    /** Below this y, centred on this x, or to the right of it. */
    void write(StringBuilder out, double x, double y, boolean beside) {
        out.append("<g class=\"label")
                .append(edge.style())
                .append(beside ? " side" : "")
                .append("\">");
        out.append(edge.href().isEmpty() ? "" : "<a href=\"" + Xml.escape(edge.href()) + "\">");
        out.append("<title>").append(Xml.escape(edge.tip())).append("</title>");
        // Hides the line below the label. A halo around the letters would also hide parts of the line of text above.
        double left = beside ? x - 2 : x - width() / 2;
        out.append("<rect x=\"").append(number(left)).append("\" y=\"").append(number(y));
        out.append("\" width=\"")
                .append(number(width()))
                .append("\" height=\"")
                .append(number(height() + 1))
                .append("\"/>");
        out.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y + 11))
                .append("\">");
        out.append("<tspan class=\"name\">").append(Xml.escape(edge.id())).append("</tspan>");
        if (edge.isWalked()) {
            out.append("<tspan class=\"name steps\" dx=\"4\">")
                    .append(Xml.escape(edge.steps()))
                    .append("</tspan>");
        }
        edge.mark().ifPresent(mark -> line(out, "mark", x, NAME_HEIGHT, mark.label()));
        for (String line : guard) {
            line(out, "guard", x, GUARD_HEIGHT, line);
        }
        out.append("</text>").append(edge.href().isEmpty() ? "" : "</a>").append("</g>\n");
    }

    private static void line(StringBuilder out, String name, double x, double height, String text) {
        out.append("<tspan class=\"").append(name).append("\" x=\"").append(number(x));
        out.append("\" dy=\"")
                .append(number(height))
                .append("\">")
                .append(Xml.escape(text))
                .append("</tspan>");
    }
}
