package org.workflowengine.diagram;

import static org.workflowengine.diagram.SvgPath.number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.diagram.internal.layout.Box;
import org.workflowengine.diagram.internal.layout.Layout;
import org.workflowengine.diagram.internal.layout.Line;
import org.workflowengine.diagram.internal.layout.PlacedBox;
import org.workflowengine.diagram.internal.layout.PlacedLine;
import org.workflowengine.diagram.internal.layout.Point;
import org.workflowengine.diagram.internal.layout.Spacing;

/** Draws a diagram as SVG. Where something stands depends on the definition alone, not on what a case has done. */
final class SvgWriter {
    private static final Spacing SPACING = new Spacing(32, 18, 8, 7, 7, 16, 14, 7, 9, 10, 10, 7, 15, 7, 13, 42, 12);
    private static final double HEIGHT = 44;
    private static final double PADDING = 14;

    private final Content content;
    private final Layout layout;
    private final List<Edge> lines = new ArrayList<>();
    private final Map<Integer, List<Edge>> loops = new HashMap<>();
    private final StringBuilder out = new StringBuilder();

    private SvgWriter(Content content, Layouts layouts) {
        this.content = content;
        for (Edge edge : content.edges()) {
            if (edge.isLoop()) {
                loops.computeIfAbsent(edge.from(), any -> new ArrayList<>()).add(edge);
            } else {
                lines.add(edge);
            }
        }
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < content.nodes().size(); i++) {
            boxes.add(box(content.nodes().get(i), loops.getOrDefault(i, List.of())));
        }
        List<Line> between = new ArrayList<>();
        for (Edge edge : lines) {
            SvgLabel label = new SvgLabel(edge);
            between.add(new Line(edge.from(), edge.to(), label.width(), label.height() + 4));
        }
        this.layout = layouts.of(boxes, between, SPACING);
    }

    static String document(Content content, Layouts layouts) {
        return new SvgWriter(content, layouts).write("wfd", true);
    }

    static String element(Content content, Layouts layouts, String prefix) {
        return new SvgWriter(content, layouts).write(prefix, false);
    }

    private static Box box(Node node, List<Edge> loops) {
        double badge = Math.max(pill("1,001+"), pill(node.badge()));
        double width = Math.max(84, 2 * PADDING + Letters.width(node.id(), 8.2) + 8 + badge);
        double labels = loops.stream()
                .mapToDouble(edge -> new SvgLabel(edge).width())
                .max()
                .orElse(0);
        double right = loops.isEmpty() ? 0 : Math.ceil(SvgPath.LOOP + 14 + labels);
        return new Box(width, HEIGHT, right, Math.max(HEIGHT, height(loops)));
    }

    private static double pill(String badge) {
        return Letters.width(badge, 8.8) + 14;
    }

    private static double height(List<Edge> loops) {
        return loops.stream().mapToDouble(edge -> new SvgLabel(edge).height()).sum();
    }

    private String write(String prefix, boolean isDocument) {
        String width = number(layout.width());
        String height = number(layout.height());
        out.append("<svg").append(isDocument ? " xmlns=\"http://www.w3.org/2000/svg\"" : "");
        out.append(" class=\"wfd\" viewBox=\"0 0 ").append(width).append(' ').append(height);
        out.append("\" width=\"").append(width).append("\" height=\"").append(height);
        out.append("\" role=\"group\" aria-labelledby=\"").append(prefix).append("_title\">\n");
        out.append("<title id=\"").append(prefix).append("_title\">");
        out.append(Xml.escape(content.title())).append("</title>\n");
        if (isDocument) {
            out.append("<style>\n").append(Style.CSS).append("</style>\n");
            out.append("<rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"").append(number(layout.width() - 1));
            out.append("\" height=\"").append(number(layout.height() - 1)).append("\" rx=\"10\"/>\n");
        }
        initial();
        edges();
        labels();
        for (int i = 0; i < content.nodes().size(); i++) {
            state(content.nodes().get(i), layout.boxes().get(i), prefix);
        }
        return out.append("</svg>\n").toString();
    }

    private void initial() {
        PlacedBox first = layout.boxes().get(0);
        String x = number(first.x());
        out.append("<g class=\"edge\" aria-hidden=\"true\"><circle class=\"head\" cx=\"")
                .append(x);
        out.append("\" cy=\"17\" r=\"4.5\"/>");
        Point tip = new Point(first.x(), first.y() - HEIGHT / 2);
        arrow(List.of(new Point(first.x(), 17), tip));
        out.append("</g>\n");
    }

    private void arrow(List<Point> points) {
        out.append("<path d=\"").append(SvgPath.line(points)).append("\"/>");
        out.append("<path class=\"head\" d=\"").append(SvgPath.head(points)).append("\"/>");
    }

    /** Those that the case has taken last, so that no other line covers them. */
    private void edges() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> lines.get(i).isWalked()));
        for (int i : order) {
            begin(lines.get(i).style());
            arrow(layout.lines().get(i).points());
            out.append("</g>\n");
        }
        for (int i = 0; i < content.nodes().size(); i++) {
            List<Edge> here = loops.getOrDefault(i, List.of());
            if (!here.isEmpty()) {
                PlacedBox box = layout.boxes().get(i);
                double x = box.x() + box.width() / 2;
                begin(here.size() == 1 ? here.get(0).style() : here.stream().anyMatch(Edge::isWalked) ? " walked" : "");
                out.append("<path d=\"").append(SvgPath.loop(x, box.y())).append("\"/>");
                out.append("<path class=\"head\" d=\"").append(SvgPath.loopHead(x, box.y()));
                out.append("\"/></g>\n");
            }
        }
    }

    private void begin(String style) {
        out.append("<g class=\"edge").append(style).append("\" aria-hidden=\"true\">");
    }

    private void labels() {
        for (int i = 0; i < lines.size(); i++) {
            PlacedLine line = layout.lines().get(i);
            SvgLabel label = new SvgLabel(lines.get(i));
            label.write(out, line.labelX(), line.labelY() - label.height() / 2, false);
        }
        for (int i = 0; i < content.nodes().size(); i++) {
            List<Edge> here = loops.getOrDefault(i, List.of());
            PlacedBox box = layout.boxes().get(i);
            double y = box.y() - height(here) / 2;
            for (Edge edge : here) {
                SvgLabel label = new SvgLabel(edge);
                label.write(out, box.x() + box.width() / 2 + SvgPath.LOOP + 8, y, true);
                y += label.height();
            }
        }
    }

    private void state(Node node, PlacedBox box, String prefix) {
        double left = box.x() - box.width() / 2;
        double top = box.y() - HEIGHT / 2;
        out.append("<g id=\"").append(Xml.escape(prefix + "-" + node.id())).append("\" class=\"state");
        out.append(node.isCurrent() ? " current" : node.isVisited() ? " visited" : "")
                .append("\">");
        out.append(node.href().isEmpty() ? "" : "<a href=\"" + Xml.escape(node.href()) + "\">");
        out.append("<title>").append(Xml.escape(node.tip())).append("</title>");
        rect("", left, top, box.width(), HEIGHT, 8);
        if (node.isFinal()) {
            rect(" class=\"inner\"", left + 3, top + 3, box.width() - 6, HEIGHT - 6, 5);
        }
        boolean besideBadge = !node.badge().isEmpty();
        double x = besideBadge ? left + PADDING : box.x();
        String place = besideBadge ? " left" : "";
        text("name" + place, x, box.y() + (node.note().isEmpty() ? 4.5 : -3), node.id());
        if (!node.note().isEmpty()) {
            text("note" + place, x, box.y() + 13, node.note());
        }
        if (besideBadge) {
            double width = pill(node.badge());
            double pill = left + box.width() - 8 - width;
            double y = node.note().isEmpty() ? box.y() - 9 : top + 5;
            rect(" class=\"pill\"", pill, y, width, 18, 9);
            text("badge", pill + width / 2, y + 13, node.badge());
        }
        out.append(node.href().isEmpty() ? "" : "</a>").append("</g>\n");
    }

    private void rect(String attributes, double x, double y, double width, double height, double radius) {
        out.append("<rect")
                .append(attributes)
                .append(" x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y));
        out.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
        out.append("\" rx=\"").append(number(radius)).append("\"/>");
    }

    private void text(String name, double x, double y, String text) {
        out.append("<text class=\"")
                .append(name)
                .append("\" x=\"")
                .append(number(x))
                .append("\" y=\"");
        out.append(number(y)).append("\">").append(Xml.escape(text)).append("</text>");
    }
}
