package org.workflowengine.diagram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.workflowengine.diagram.internal.layout.Box;
import org.workflowengine.diagram.internal.layout.Layout;
import org.workflowengine.diagram.internal.layout.Line;
import org.workflowengine.diagram.internal.layout.PlacedBox;
import org.workflowengine.diagram.internal.layout.PlacedLine;
import org.workflowengine.diagram.internal.layout.Point;
import org.workflowengine.diagram.internal.layout.Spacing;

/** A picture of characters: the same layout as the SVG, on a grid. What the case has walked is drawn with heavy lines. */
final class TextPicture {
    private static final Spacing SPACING = new Spacing(3, 2, 2, 0, 0, 2, 1, 1, 1, 1, 0, 1, 2, 1, 1, 1, 0);

    private static final int NORTH = 1;
    private static final int EAST = 2;
    private static final int SOUTH = 4;
    private static final int WEST = 8;

    /** By the sum of the sides that a line leaves the cell on. */
    private static final String LIGHT = " ╵╶└╷│┌├╴┘─┴┐┤┬┼";

    private static final String HEAVY = " ╹╺┗╻┃┏┣╸┛━┻┓┫┳╋";

    private final Content content;
    private final List<Edge> edges;
    private final Layout layout;
    private final int[][] sides;
    private final boolean[][] walked;
    private final char[][] letters;

    private TextPicture(Content content, List<Edge> edges, Layout layout) {
        this.content = content;
        this.edges = edges;
        this.layout = layout;
        int height = (int) Math.ceil(layout.height());
        int width = (int) Math.ceil(layout.width()) + 1;
        this.sides = new int[height][width];
        this.walked = new boolean[height][width];
        this.letters = new char[height][width];
    }

    /** The lines of the picture; empty if one of them is longer than this. What cannot fit is not laid out in the first place. */
    static Optional<List<String>> lines(Content content, int columns) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < content.nodes().size(); i++) {
            boxes.add(new Box(
                    name(content.nodes().get(i)).length(), 1, loops(content, i).length(), 1));
        }
        List<Edge> edges =
                content.edges().stream().filter(edge -> !edge.isLoop()).toList();
        List<Line> between = edges.stream()
                .map(edge -> new Line(edge.from(), edge.to(), label(edge).length(), 1))
                .toList();
        if (Layout.leastWidth(boxes, between, SPACING) > columns) {
            return Optional.empty();
        }
        List<String> lines = new TextPicture(content, edges, Layout.of(boxes, between, SPACING)).lines();
        return lines.stream().allMatch(line -> line.length() <= columns) ? Optional.of(lines) : Optional.empty();
    }

    private static String name(Node node) {
        String badge = node.badge().isEmpty() ? "" : " " + TextWriter.visible(node.badge());
        String mark = node.isCurrent() ? "▶ " : node.isVisited() ? "• " : " ";
        return (node.isFinal() ? "[[" : "[") + mark + node.id() + badge + (node.isFinal() ? " ]]" : " ]");
    }

    private static String label(Edge edge) {
        return edge.id() + (edge.isWalked() ? " " + edge.steps() : "");
    }

    private static String loops(Content content, int node) {
        StringBuilder loops = new StringBuilder();
        for (Edge edge : content.edges()) {
            if (edge.isLoop() && edge.from() == node) {
                loops.append(loops.isEmpty() ? " ↺ " : ", ").append(label(edge));
            }
        }
        return loops.toString();
    }

    private List<String> lines() {
        for (boolean heavy : new boolean[] {false, true}) {
            for (int i = 0; i < edges.size(); i++) {
                if (edges.get(i).isWalked() == heavy) {
                    draw(layout.lines().get(i), heavy);
                }
            }
        }
        for (int i = 0; i < edges.size(); i++) {
            PlacedLine line = layout.lines().get(i);
            String label = label(edges.get(i));
            write((int) line.labelX() - label.length() / 2, row(line.labelY() - 0.5), label);
        }
        for (int i = 0; i < content.nodes().size(); i++) {
            PlacedBox box = layout.boxes().get(i);
            String name = name(content.nodes().get(i));
            int row = row(box.y() - 0.5);
            write((int) box.x() - name.length() / 2, row, name);
            write((int) (box.x() + Math.ceil(box.width() / 2)), row, loops(content, i));
        }
        write((int) layout.boxes().get(0).x(), 0, "●");
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < letters.length; row++) {
            lines.add(line(row));
        }
        return lines;
    }

    private void draw(PlacedLine line, boolean heavy) {
        List<Point> points = new ArrayList<>(line.points());
        boolean upwards = points.get(0).y() > points.get(points.size() - 1).y();
        if (upwards) {
            Collections.reverse(points);
        }
        int x = (int) points.get(0).x();
        int start = x;
        int top = row(points.get(0).y());
        int row = top;
        join(x, row, NORTH, heavy);
        for (Point next : points.subList(1, points.size())) {
            for (int column = (int) next.x(); x != column; ) {
                boolean right = x < column;
                join(x, row, right ? EAST : WEST, heavy);
                x += right ? 1 : -1;
                join(x, row, right ? WEST : EAST, heavy);
            }
            // The last point is the edge of the box below, of which the row is no longer part.
            for (int to = Math.min(
                            row(next.y()), row(points.get(points.size() - 1).y()) - 1);
                    row < to; ) {
                join(x, row, SOUTH, heavy);
                row++;
                join(x, row, NORTH, heavy);
            }
        }
        join(x, row, SOUTH, heavy);
        letters[upwards ? top : row][upwards ? start : x] = upwards ? '▲' : '▼';
    }

    private void join(int x, int row, int side, boolean heavy) {
        sides[row][x] |= side;
        walked[row][x] |= heavy;
    }

    private static int row(double y) {
        return (int) Math.round(y);
    }

    private void write(int x, int row, String text) {
        text.getChars(0, text.length(), letters[row], Math.max(0, x));
    }

    private String line(int row) {
        StringBuilder line = new StringBuilder();
        for (int x = 0; x < letters[row].length; x++) {
            String lines = walked[row][x] ? HEAVY : LIGHT;
            line.append(letters[row][x] == 0 ? lines.charAt(sides[row][x]) : letters[row][x]);
        }
        return line.toString().stripTrailing();
    }
}
