package org.workflowengine.diagram.internal.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Boxes and the parts of lines in rows. Boxes stand in the even rows, the first one on top; labels stand in the rows between. A line that
 * closes a circle runs upwards.
 */
final class Rows {
    final List<Box> contents;
    final List<Line> lines;
    final List<List<Vertex>> rows = new ArrayList<>();
    final List<Vertex> boxes = new ArrayList<>();

    /** For each line what it consists of, the upper box first. */
    final List<List<Vertex>> chains = new ArrayList<>();

    /** Whether a line runs upwards. */
    final boolean[] upwards;

    private final List<List<Integer>> leaving = new ArrayList<>();

    Rows(List<Box> contents, List<Line> lines, Spacing spacing) {
        this.contents = contents;
        this.lines = lines;
        this.upwards = new boolean[lines.size()];
        for (int box = 0; box < contents.size(); box++) {
            leaving.add(new ArrayList<>());
        }
        for (int line = 0; line < lines.size(); line++) {
            leaving.get(lines.get(line).from()).add(line);
        }
        int[] visits = new int[contents.size()];
        for (int box = 0; box < contents.size(); box++) {
            findCircles(box, visits);
        }
        int[] ranks = ranks();
        int count = contents.isEmpty() ? 0 : 2 * Arrays.stream(ranks).max().orElse(0) + 1;
        for (int row = 0; row < count; row++) {
            rows.add(new ArrayList<>());
        }
        for (int box = 0; box < contents.size(); box++) {
            Vertex vertex = Vertex.ofBox(2 * ranks[box], box, contents.get(box));
            boxes.add(vertex);
            rows.get(vertex.row).add(vertex);
        }
        for (int line = 0; line < lines.size(); line++) {
            chains.add(chain(line, spacing));
        }
        for (Vertex box : boxes) {
            widen(box, spacing);
        }
    }

    /** Depth first, without recursion: a chain of boxes may be long. */
    private void findCircles(int start, int[] visits) {
        if (visits[start] != 0) {
            return;
        }
        List<int[]> path = new ArrayList<>();
        path.add(new int[] {start, 0});
        visits[start] = 1;
        while (!path.isEmpty()) {
            int[] top = path.get(path.size() - 1);
            List<Integer> out = leaving.get(top[0]);
            if (top[1] == out.size()) {
                visits[top[0]] = 2;
                path.remove(path.size() - 1);
                continue;
            }
            int line = out.get(top[1]++);
            int to = lines.get(line).to();
            if (visits[to] == 1) {
                upwards[line] = true;
            } else if (visits[to] == 0) {
                visits[to] = 1;
                path.add(new int[] {to, 0});
            }
        }
    }

    /** The longest way from the top. */
    private int[] ranks() {
        int[] ranks = new int[contents.size()];
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int line = 0; line < lines.size(); line++) {
                int upper = upwards[line] ? lines.get(line).to() : lines.get(line).from();
                int lower = upwards[line] ? lines.get(line).from() : lines.get(line).to();
                if (ranks[lower] <= ranks[upper]) {
                    ranks[lower] = ranks[upper] + 1;
                    changed = true;
                }
            }
        }
        return ranks;
    }

    private List<Vertex> chain(int index, Spacing spacing) {
        Line line = lines.get(index);
        Vertex upper = boxes.get(upwards[index] ? line.to() : line.from());
        Vertex lower = boxes.get(upwards[index] ? line.from() : line.to());
        // The label stands where the line begins.
        int labelled = upwards[index] ? lower.row - 1 : upper.row + 1;
        Vertex.Block block = new Vertex.Block();
        List<Vertex> chain = new ArrayList<>();
        chain.add(upper);
        for (int row = upper.row + 1; row < lower.row; row++) {
            boolean isLabel = row == labelled;
            double half = isLabel ? Math.ceil(line.labelWidth() / 2) + spacing.padding() : spacing.lane();
            Vertex vertex = Vertex.ofLine(row, index, isLabel, half, block);
            rows.get(row).add(vertex);
            chain.add(vertex);
        }
        chain.add(lower);
        for (int i = 1; i < chain.size(); i++) {
            chain.get(i - 1).down.add(chain.get(i));
            chain.get(i).up.add(chain.get(i - 1));
        }
        return chain;
    }

    private static void widen(Vertex box, Spacing spacing) {
        int most = Math.max(box.up.size(), box.down.size());
        double half = Math.ceil((2 * spacing.corner() + spacing.port() * (most - 1)) / 2);
        double more = Math.max(0, half - box.left);
        box.left += more;
        box.right += more;
    }

    /** What each row holds from left to right, as it is now. */
    List<List<Vertex>> order() {
        List<List<Vertex>> copy = new ArrayList<>();
        rows.forEach(row -> copy.add(new ArrayList<>(row)));
        return copy;
    }

    void reorder(List<List<Vertex>> order) {
        for (int row = 0; row < rows.size(); row++) {
            rows.set(row, new ArrayList<>(order.get(row)));
            number(rows.get(row));
        }
    }

    static void number(List<Vertex> row) {
        for (int i = 0; i < row.size(); i++) {
            row.get(i).position = i;
        }
    }
}
