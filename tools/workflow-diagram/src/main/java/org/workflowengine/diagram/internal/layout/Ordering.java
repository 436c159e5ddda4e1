package org.workflowengine.diagram.internal.layout;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Finds the order within each row in which lines cross least: barycentres and swaps of neighbours, from several seeded starts. */
final class Ordering {
    private static final int SWEEPS = 16;
    private static final int SWAPS = 20;

    /** What two lines count that cross far from any box: they can no longer both be straight. */
    private static final int FAR = 6;

    private final Rows rows;

    private Ordering(Rows rows) {
        this.rows = rows;
    }

    /** Puts the rows in that order. */
    static void order(Rows rows, long seed, int starts) {
        new Ordering(rows).search(seed, starts);
    }

    private void search(long seed, int starts) {
        List<List<Vertex>> given = rows.order();
        List<List<Vertex>> best = given;
        long least = Long.MAX_VALUE;
        for (int start = 0; start < starts && (least > 0 || start < 4); start++) {
            rows.reorder(given);
            if (start > 0) {
                // A seed of Random that is a small number gives first numbers that are alike.
                Random random = new Random((seed * 1_000_003 + start) * 0x9E3779B97F4A7C15L);
                rows.rows.forEach(row -> Collections.shuffle(row, random));
                rows.rows.forEach(Rows::number);
            }
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                sweep(sweep % 2 == 0);
                long crossings = crossings(rows);
                if (crossings < least) {
                    least = crossings;
                    best = rows.order();
                }
                if (crossings == 0) {
                    break;
                }
            }
        }
        rows.reorder(best);
    }

    private void sweep(boolean downwards) {
        int count = rows.rows.size();
        for (int i = 0; i < count; i++) {
            List<Vertex> row = rows.rows.get(downwards ? i : count - 1 - i);
            for (Vertex vertex : row) {
                vertex.centre = centre(vertex, downwards ? vertex.up : vertex.down);
            }
            row.sort(Comparator.comparingDouble(vertex -> vertex.centre));
            Rows.number(row);
            swap(row);
        }
    }

    private static double centre(Vertex vertex, List<Vertex> neighbours) {
        double sum = 0;
        for (Vertex neighbour : neighbours) {
            sum += neighbour.position;
        }
        return neighbours.isEmpty() ? vertex.position : sum / neighbours.size();
    }

    private static void swap(List<Vertex> row) {
        boolean changed = true;
        for (int pass = 0; changed && pass < SWAPS; pass++) {
            changed = false;
            for (int i = 0; i + 1 < row.size(); i++) {
                if (crossings(row.get(i), row.get(i + 1)) > crossings(row.get(i + 1), row.get(i))) {
                    Collections.swap(row, i, i + 1);
                    row.get(i).position = i;
                    row.get(i + 1).position = i + 1;
                    changed = true;
                }
            }
        }
    }

    /** How much crosses in all rows together. */
    static long crossings(Rows rows) {
        long sum = 0;
        for (int row = 0; row + 1 < rows.rows.size(); row++) {
            sum += crossings(rows.rows.get(row), rows.rows.get(row + 1).size());
        }
        return sum;
    }

    /** Counts, for each line below a row, the lines from further left that lead further right: pair by pair would take too long. */
    private static long crossings(List<Vertex> row, int below) {
        Counts all = new Counts(below);
        Counts farFromBoxes = new Counts(below);
        long sum = 0;
        for (Vertex vertex : row) {
            for (Vertex lower : vertex.down) {
                sum += all.beyond(lower.position);
                sum += isFar(vertex, lower) ? (FAR - 1L) * farFromBoxes.beyond(lower.position) : 0;
            }
            for (Vertex lower : vertex.down) {
                all.add(lower.position);
                if (isFar(vertex, lower)) {
                    farFromBoxes.add(lower.position);
                }
            }
        }
        return sum;
    }

    private static boolean isFar(Vertex one, Vertex other) {
        return !one.isBox() && !other.isBox();
    }

    private static int crossings(Vertex left, Vertex right) {
        return crossings(left, right, left.up, right.up) + crossings(left, right, left.down, right.down);
    }

    private static int crossings(Vertex left, Vertex right, List<Vertex> ofLeft, List<Vertex> ofRight) {
        int sum = 0;
        for (Vertex one : ofLeft) {
            for (Vertex other : ofRight) {
                if (one.position > other.position) {
                    sum += isFar(left, one) && isFar(right, other) ? FAR : 1;
                }
            }
        }
        return sum;
    }

    /** How many there are at each place of a row; what is beyond a place is counted in a few steps (a Fenwick tree). */
    private static final class Counts {
        private final int[] tree;
        private int total;

        Counts(int places) {
            tree = new int[places + 1];
        }

        void add(int place) {
            total++;
            for (int i = place + 1; i < tree.length; i += i & -i) {
                tree[i]++;
            }
        }

        int beyond(int place) {
            int upTo = 0;
            for (int i = place + 1; i > 0; i -= i & -i) {
                upTo += tree[i];
            }
            return total - upTo;
        }
    }
}
