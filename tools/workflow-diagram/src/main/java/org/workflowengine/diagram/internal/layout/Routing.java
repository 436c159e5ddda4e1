package org.workflowengine.diagram.internal.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs the lines: where each meets its boxes, and at which height it steps sideways. */
final class Routing {
    /** The part of a line between two rows: down at one x, sideways, and down at the other. */
    private static final class Step {
        final double topX;
        final double bottomX;
        int track;
        double y;

        Step(double topX, double bottomX) {
            this.topX = topX;
            this.bottomX = bottomX;
        }

        boolean isStraight() {
            return Math.abs(topX - bottomX) < 1;
        }

        double from() {
            return Math.min(topX, bottomX);
        }

        double to() {
            return Math.max(topX, bottomX);
        }
    }

    private record End(Vertex box, Vertex neighbour) {}

    private final Rows rows;
    private final Spacing spacing;
    private final Map<End, Double> ports = new HashMap<>();
    private final List<List<Step>> between = new ArrayList<>();
    private final List<List<Step>> ofLine = new ArrayList<>();
    private final double[] heights;
    private final double[] centres;
    private double bottom;

    private Routing(Rows rows, Spacing spacing) {
        this.rows = rows;
        this.spacing = spacing;
        this.heights = new double[rows.rows.size()];
        this.centres = new double[rows.rows.size()];
    }

    static Layout route(Rows rows, Spacing spacing) {
        Routing routing = new Routing(rows, spacing);
        routing.findPorts();
        routing.findSteps();
        routing.stackRows();
        return routing.layout();
    }

    private void findPorts() {
        for (Vertex box : rows.boxes) {
            findPorts(box, box.down);
            findPorts(box, box.up);
        }
    }

    /** As near to the lines as may be, and apart from each other. */
    private void findPorts(Vertex box, List<Vertex> neighbours) {
        List<Vertex> sorted = new ArrayList<>(neighbours);
        sorted.sort(Comparator.comparingDouble(vertex -> vertex.block.x));
        int last = sorted.size() - 1;
        double reach = box.half() - spacing.corner();
        double[] wanted = new double[sorted.size()];
        for (int i = 0; i <= last; i++) {
            double from = box.block.x - reach + i * spacing.port();
            double to = box.block.x + reach - (last - i) * spacing.port();
            wanted[i] = Math.min(Math.max(sorted.get(i).block.x, from), to) - i * spacing.port();
        }
        rise(wanted);
        for (int i = 0; i <= last; i++) {
            double x = Math.floor(wanted[i]) + i * spacing.port();
            double straight = sorted.get(i).block.x;
            ports.put(new End(box, sorted.get(i)), Math.abs(straight - x) < spacing.snap() ? straight : x);
        }
    }

    /** The nearest numbers of which none is less than the one before it. */
    private static void rise(double[] values) {
        List<double[]> pools = new ArrayList<>();
        for (double value : values) {
            pools.add(new double[] {value, 1});
            while (pools.size() > 1 && pools.get(pools.size() - 2)[0] > pools.get(pools.size() - 1)[0]) {
                double[] last = pools.remove(pools.size() - 1);
                double[] before = pools.get(pools.size() - 1);
                before[0] = (before[0] * before[1] + last[0] * last[1]) / (before[1] + last[1]);
                before[1] += last[1];
            }
        }
        int next = 0;
        for (double[] pool : pools) {
            for (int i = 0; i < pool[1]; i++) {
                values[next++] = pool[0];
            }
        }
    }

    private void findSteps() {
        rows.rows.forEach(row -> between.add(new ArrayList<>()));
        for (int line = 0; line < rows.chains.size(); line++) {
            List<Vertex> chain = rows.chains.get(line);
            List<Step> steps = new ArrayList<>();
            for (int i = 1; i < chain.size(); i++) {
                Vertex upper = chain.get(i - 1);
                Vertex lower = chain.get(i);
                Step step = new Step(x(upper, lower), x(lower, upper));
                steps.add(step);
                between.get(upper.row).add(step);
            }
            ofLine.add(steps);
        }
    }

    private double x(Vertex vertex, Vertex neighbour) {
        return vertex.isBox() ? Objects.requireNonNull(ports.get(new End(vertex, neighbour))) : vertex.block.x;
    }

    private void stackRows() {
        double y = spacing.above();
        for (int row = 0; row < heights.length; row++) {
            heights[row] = height(rows.rows.get(row));
            centres[row] = y + heights[row] / 2;
            y += heights[row];
            boolean isLast = row + 1 == heights.length;
            y += isLast ? 0 : channel(row, y);
        }
        bottom = y;
    }

    private double height(List<Vertex> row) {
        double height = 0;
        for (Vertex vertex : row) {
            if (vertex.isBox()) {
                height = Math.max(height, rows.contents.get(vertex.box).height());
            } else if (vertex.isLabel) {
                height = Math.max(height, rows.lines.get(vertex.line).labelHeight());
            }
        }
        return height;
    }

    private double channel(int row, double y) {
        boolean boxesBelow = row % 2 == 1;
        double top = boxesBelow ? spacing.topBelowLabels() : spacing.top();
        List<Step> sideways = stacked(between.get(row));
        int tracks = 0;
        for (int i = 0; i < sideways.size(); i++) {
            Step step = sideways.get(i);
            for (Step above : sideways.subList(0, i)) {
                boolean meet =
                        above.from() - spacing.port() / 2 < step.to() && step.from() - spacing.port() / 2 < above.to();
                step.track = meet ? Math.max(step.track, above.track + 1) : step.track;
            }
            step.y = y + top + step.track * spacing.track();
            tracks = Math.max(tracks, step.track + 1);
        }
        if (tracks == 0) {
            return boxesBelow ? spacing.freeAboveBoxes() : spacing.free();
        }
        return top + (tracks - 1) * spacing.track() + (boxesBelow ? spacing.bottomAboveBoxes() : spacing.bottom());
    }

    /** From the top to the bottom: what crosses least above all the others comes first. */
    private List<Step> stacked(List<Step> steps) {
        List<Step> open = new ArrayList<>();
        steps.stream().filter(step -> !step.isStraight()).forEach(open::add);
        open.sort(Comparator.comparingDouble(step -> step.to() - step.from()));
        List<Step> stacked = new ArrayList<>();
        while (!open.isEmpty()) {
            Step best = Collections.min(
                    open,
                    Comparator.comparingInt((Step step) -> harm(step, open))
                            .thenComparingInt(step -> gain(step, open)));
            stacked.add(best);
            open.remove(best);
        }
        return stacked;
    }

    private int harm(Step step, List<Step> others) {
        return others.stream()
                .filter(other -> other != step)
                .mapToInt(other -> Math.max(0, cost(step, other) - cost(other, step)))
                .sum();
    }

    private int gain(Step step, List<Step> others) {
        return others.stream()
                .filter(other -> other != step)
                .mapToInt(other -> cost(step, other) - cost(other, step))
                .sum();
    }

    /** What it costs to have one above the other: crossings, and vertical lines that run into each other. */
    private int cost(Step upper, Step lower) {
        double near = spacing.port() / 2;
        int crossings = 0;
        if (lower.from() - near < upper.bottomX && upper.bottomX < lower.to() + near) {
            crossings++;
        }
        if (upper.from() - near < lower.topX && lower.topX < upper.to() + near) {
            crossings++;
        }
        return crossings + (Math.abs(upper.bottomX - lower.topX) < near ? 10 : 0);
    }

    private Layout layout() {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        for (List<Vertex> row : rows.rows) {
            for (Vertex vertex : row) {
                left = Math.min(left, vertex.block.x - vertex.left);
                right = Math.max(right, vertex.block.x + vertex.right);
            }
        }
        double shift = spacing.margin() - left;
        List<PlacedBox> boxes = new ArrayList<>();
        for (Vertex box : rows.boxes) {
            boxes.add(new PlacedBox(box.block.x + shift, centres[box.row], 2 * box.half()));
        }
        List<PlacedLine> lines = new ArrayList<>();
        for (int line = 0; line < rows.chains.size(); line++) {
            lines.add(line(line, shift));
        }
        return new Layout(right - left + 2 * spacing.margin(), bottom + spacing.margin(), boxes, lines);
    }

    private PlacedLine line(int index, double shift) {
        List<Vertex> chain = rows.chains.get(index);
        List<Step> steps = ofLine.get(index);
        List<Point> points = new ArrayList<>();
        points.add(new Point(steps.get(0).topX + shift, centres[chain.get(0).row] + boxHalf(chain.get(0))));
        for (Step step : steps) {
            if (!step.isStraight()) {
                points.add(new Point(step.topX + shift, step.y));
                points.add(new Point(step.bottomX + shift, step.y));
            }
        }
        Vertex last = chain.get(chain.size() - 1);
        points.add(new Point(steps.get(steps.size() - 1).bottomX + shift, centres[last.row] - boxHalf(last)));
        if (rows.upwards[index]) {
            Collections.reverse(points);
        }
        Vertex label = chain.stream().filter(part -> part.isLabel).findFirst().orElseThrow();
        return new PlacedLine(points, label.block.x + shift, centres[label.row]);
    }

    private double boxHalf(Vertex box) {
        return rows.contents.get(box.box).ownHeight() / 2;
    }
}
