package org.workflowengine.diagram.internal.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where everything stands.
 *
 * @param width the width of the picture
 * @param height its height
 * @param boxes in the order in which they were given
 * @param lines in the order in which they were given
 */
public record Layout(double width, double height, List<PlacedBox> boxes, List<PlacedLine> lines) {
    private record Part(int line, double at, double from, double to) {}

    /**
     * Copies both lists.
     *
     * @param width the width of the picture
     * @param height its height
     * @param boxes in the order in which they were given
     * @param lines in the order in which they were given
     */
    public Layout {
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
    }

    /**
     * Places boxes in layers below the first one. Of several layouts it takes the one with the fewest crossings, then the fewest bends, then
     * the narrowest. Of a large graph it looks at fewer layouts. It depends on nothing but its arguments.
     *
     * @param boxes the boxes
     * @param lines the lines between them; a line from a box to itself is not one of them
     * @param spacing the distances to keep
     * @return the layout
     */
    public static Layout of(List<Box> boxes, List<Line> lines, Spacing spacing) {
        List<Layout> candidates = new ArrayList<>();
        Effort effort = Effort.of(new Rows(boxes, lines, spacing));
        for (int seed = 1; seed <= effort.tries(); seed++) {
            Rows rows = new Rows(boxes, lines, spacing);
            Ordering.order(rows, seed, effort.starts());
            Placement.place(rows, spacing, seed);
            candidates.add(Routing.route(rows, spacing));
        }
        return candidates.stream()
                .min(Comparator.comparingInt((Layout layout) -> layout.crossings(spacing.port() / 2))
                        .thenComparingInt(Layout::bends)
                        .thenComparingDouble(Layout::width))
                .orElseThrow();
    }

    /**
     * How wide every layout is at least, found without making one: what stands in the widest row, side by side.
     *
     * @param boxes the boxes
     * @param lines the lines between them
     * @param spacing the distances to keep
     * @return a width that no layout of these is below
     */
    public static double leastWidth(List<Box> boxes, List<Line> lines, Spacing spacing) {
        Rows rows = new Rows(boxes, lines, spacing);
        double gap = Math.min(Math.min(spacing.boxes(), spacing.boxAndLine()), spacing.labels());
        return rows.rows.stream()
                .mapToDouble(row -> row.stream()
                                .mapToDouble(vertex -> ownWidth(vertex, rows))
                                .sum()
                        + gap * (row.size() - 1))
                .max()
                .orElse(0);
    }

    /** Without what is kept free for lines that meet a box, or beside a label. */
    private static double ownWidth(Vertex vertex, Rows rows) {
        if (vertex.isBox()) {
            Box box = rows.contents.get(vertex.box);
            return box.width() + box.right();
        }
        return vertex.isLabel ? rows.lines.get(vertex.line).labelWidth() : 0;
    }

    private int bends() {
        return lines.stream().mapToInt(line -> line.points().size()).sum();
    }

    /** What the eye sees: lines that cross, and lines of two transitions that are so near that they look like one. */
    private int crossings(double near) {
        List<Part> vertical = new ArrayList<>();
        List<Part> horizontal = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            List<Point> points = lines.get(line).points();
            for (int i = 1; i < points.size(); i++) {
                Point a = points.get(i - 1);
                Point b = points.get(i);
                if (Math.abs(a.x() - b.x()) < 0.5) {
                    vertical.add(new Part(line, a.x(), Math.min(a.y(), b.y()), Math.max(a.y(), b.y())));
                } else {
                    horizontal.add(new Part(line, a.y(), Math.min(a.x(), b.x()), Math.max(a.x(), b.x())));
                }
            }
        }
        int sum = 0;
        for (int i = 0; i < vertical.size(); i++) {
            Part one = vertical.get(i);
            for (Part other : horizontal) {
                if (one.line != other.line && within(one.at, other) && within(other.at, one)) {
                    sum++;
                }
            }
            for (Part other : vertical.subList(i + 1, vertical.size())) {
                if (one.line != other.line
                        && Math.abs(one.at - other.at) < near
                        && one.from < other.to
                        && other.from < one.to) {
                    sum += 3;
                }
            }
        }
        return sum;
    }

    private static boolean within(double place, Part part) {
        return part.from < place && place < part.to;
    }
}
