package org.workflowengine.diagram.internal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is done for a picture is bounded, and what is left out is known beforehand. */
class EffortTest {
    private static final Spacing SPACING = new Spacing(3, 2, 2, 0, 0, 2, 1, 1, 1, 1, 0, 1, 2, 1, 1, 1, 0);

    @Test
    void aSmallPictureIsLookedAtCloselyAndALargeOneOnce() {
        assertThat(Effort.of(rows(5, 8, 1))).isEqualTo(new Effort(16, 24));
        assertThat(Effort.of(rows(30, 45, 1))).isEqualTo(new Effort(3, 24));
        for (int lines : new int[] {150, 250, 400, 600}) {
            Rows rows = rows(100, lines, 1);
            Effort effort = Effort.of(rows);
            long places = rows.rows.stream().mapToInt(List::size).sum();
            assertThat(effort.tries()).isEqualTo(1);
            assertThat(effort.starts()).isBetween(1, 16);
            assertThat(effort.starts() * places).isLessThanOrEqualTo(Math.max(48_000, places));
        }
    }

    @Test
    void nothingIsDrawnNarrowerThanTheLeastWidth() {
        for (int seed = 0; seed < 40; seed++) {
            List<Box> boxes = boxes(4 + seed % 9, seed);
            List<Line> lines = lines(boxes.size(), 4 + seed % 25, seed);
            assertThat(Layout.leastWidth(boxes, lines, SPACING))
                    .isPositive()
                    .isLessThanOrEqualTo(Layout.of(boxes, lines, SPACING).width());
        }
    }

    /** As many as there are pairs that cross, those far from any box sixfold. */
    @Test
    void crossingsAreCountedAsIfPairByPair() {
        for (int seed = 0; seed < 20; seed++) {
            Rows rows = rows(5 + seed, 10 + 3 * seed, seed);
            Ordering.order(rows, seed, 1);
            assertThat(Ordering.crossings(rows)).isEqualTo(pairByPair(rows));
        }
        assertThat(pairByPair(rows(20, 60, 1))).isPositive();
    }

    private static long pairByPair(Rows rows) {
        long sum = 0;
        for (List<Vertex> row : rows.rows) {
            for (Vertex left : row) {
                for (Vertex right : row.subList(left.position + 1, row.size())) {
                    for (Vertex one : left.down) {
                        for (Vertex other : right.down) {
                            boolean isFar = !left.isBox() && !right.isBox() && !one.isBox() && !other.isBox();
                            sum += one.position <= other.position ? 0 : isFar ? 6 : 1;
                        }
                    }
                }
            }
        }
        return sum;
    }

    private static Rows rows(int boxes, int lines, long seed) {
        Rows rows = new Rows(boxes(boxes, seed), lines(boxes, lines, seed), SPACING);
        rows.rows.forEach(Rows::number);
        return rows;
    }

    private static List<Box> boxes(int count, long seed) {
        Random random = new Random(seed);
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boxes.add(new Box(5 + random.nextInt(20), 1, random.nextInt(3) == 0 ? 7 : 0, 1));
        }
        return boxes;
    }

    /** A chain of all boxes, and lines from any to any. */
    private static List<Line> lines(int boxes, int count, long seed) {
        Random random = new Random(seed);
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < boxes; i++) {
            lines.add(new Line(i - 1, i, 1 + random.nextInt(12), 1));
        }
        while (lines.size() < count) {
            int from = random.nextInt(boxes);
            int to = random.nextInt(boxes);
            if (from != to) {
                lines.add(new Line(from, to, 1 + random.nextInt(12), 1));
            }
        }
        return lines;
    }
}
