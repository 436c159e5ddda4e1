package org.workflowengine.diagram.internal.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.workflowengine.diagram.internal.layout.Vertex.Block;

/** Gives each block its x: nothing overlaps, and as many lines as possible are straight. */
final class Placement {
    private static final int PULLS = 760;

    /** From here on nothing is held back. */
    private static final int UNDAMPED = 600;

    /** From here on boxes stand still. */
    private static final int BOXES_STAND = 680;

    private record Pull(Block to, int weight) {}

    private final Rows rows;
    private final Spacing spacing;
    private final List<Block> order = new ArrayList<>();
    private final Map<Block, Map<Block, Double>> right = new LinkedHashMap<>();
    private final Map<Block, Map<Block, Double>> left = new HashMap<>();
    private final Map<Block, List<Pull>> pulls = new HashMap<>();

    /** How far from the centre of a box a line may meet it. */
    private final Map<Block, Double> reach = new HashMap<>();

    /** The line whose parts are all in this block. */
    private final Map<Block, Integer> straight = new HashMap<>();

    private Placement(Rows rows, Spacing spacing) {
        this.rows = rows;
        this.spacing = spacing;
    }

    static void place(Rows rows, Spacing spacing, long seed) {
        Placement placement = new Placement(rows, spacing);
        while (!placement.constrain()) {
            placement.cut();
        }
        placement.start();
        placement.settle(new Random(seed));
        placement.wholeNumbers();
    }

    /** Collects what must stand to the right of what; {@code false} if that cannot be, because two lines cross between their bends. */
    private boolean constrain() {
        right.clear();
        order.clear();
        for (List<Vertex> row : rows.rows) {
            row.forEach(vertex -> right.computeIfAbsent(vertex.block, block -> new LinkedHashMap<>()));
            for (int i = 1; i < row.size(); i++) {
                Vertex one = row.get(i - 1);
                Vertex other = row.get(i);
                rightOf(one.block).merge(other.block, distance(one, other), Math::max);
            }
        }
        Map<Block, Integer> open = new LinkedHashMap<>();
        right.keySet().forEach(block -> open.put(block, 0));
        right.values().forEach(all -> all.keySet().forEach(block -> open.merge(block, 1, Integer::sum)));
        Deque<Block> ready = new ArrayDeque<>();
        open.forEach((block, count) -> {
            if (count == 0) {
                ready.add(block);
            }
        });
        while (!ready.isEmpty()) {
            Block block = ready.remove();
            order.add(block);
            for (Block next : rightOf(block).keySet()) {
                if (open.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        return order.size() == right.size();
    }

    private double distance(Vertex one, Vertex other) {
        double between = one.isBox() && other.isBox()
                ? spacing.boxes()
                : one.isBox() || other.isBox() ? spacing.boxAndLine() : spacing.labels();
        return one.right + other.left + between;
    }

    private Map<Block, Double> rightOf(Block block) {
        return Objects.requireNonNull(right.get(block));
    }

    /** Lets one line bend in each row. */
    private void cut() {
        Set<Block> placed = new HashSet<>(order);
        for (int i = rows.rows.size() - 1; i >= 0; i--) {
            List<Vertex> row = rows.rows.get(i);
            for (int j = row.size() - 1; j >= 0; j--) {
                Vertex vertex = row.get(j);
                List<Vertex> chain = vertex.isBox() ? List.of() : rows.chains.get(vertex.line);
                // Of one single part nothing is left to cut.
                if (chain.size() > 3 && !placed.contains(vertex.block) && chain.get(1).block == chain.get(2).block) {
                    chain.subList(1, chain.size() - 1).forEach(part -> part.block = new Block());
                    return;
                }
            }
        }
        throw new IllegalStateException("rows that hold boxes only have an order");
    }

    private void start() {
        right.forEach((block, all) -> all.forEach((next, gap) ->
                left.computeIfAbsent(next, any -> new LinkedHashMap<>()).put(block, gap)));
        for (Block block : order) {
            block.x = Math.max(0, leftmost(block));
        }
        for (Vertex box : rows.boxes) {
            reach.put(box.block, Math.max(0, box.half() - spacing.corner()));
        }
        for (int line = 0; line < rows.chains.size(); line++) {
            List<Vertex> chain = rows.chains.get(line);
            straight.put(chain.get(1).block, line);
            for (int i = 1; i < chain.size(); i++) {
                Vertex one = chain.get(i - 1);
                Vertex other = chain.get(i);
                if (one.block != other.block) {
                    int weight = one.isBox() || other.isBox() ? 1 : 6;
                    pulls.computeIfAbsent(one.block, any -> new ArrayList<>()).add(new Pull(other.block, weight));
                    pulls.computeIfAbsent(other.block, any -> new ArrayList<>()).add(new Pull(one.block, weight));
                }
            }
        }
    }

    private void settle(Random random) {
        List<Block> shuffled = new ArrayList<>(order);
        for (int round = 0; round < PULLS; round++) {
            Collections.shuffle(shuffled, random);
            for (Block block : shuffled) {
                List<Pull> all = pulls.getOrDefault(block, List.of());
                if (all.isEmpty() || (round >= BOXES_STAND && !straight.containsKey(block))) {
                    continue;
                }
                double wanted = round >= BOXES_STAND ? straightest(block) : wanted(block, all, round < UNDAMPED);
                block.x = Math.min(Math.max(wanted, leftmost(block)), rightmost(block));
            }
        }
    }

    private double wanted(Block block, List<Pull> all, boolean damped) {
        double sum = 0;
        int weights = 0;
        for (Pull pull : all) {
            double slack = reach.getOrDefault(block, 0.0) + reach.getOrDefault(pull.to, 0.0);
            double goal = Math.min(Math.max(block.x, pull.to.x - slack), pull.to.x + slack);
            sum += pull.weight * (damped ? 0.85 * goal + 0.15 * pull.to.x : goal);
            weights += pull.weight;
        }
        return sum / weights;
    }

    /** The nearest free x at which the line is straight to both of its boxes, else to the one at its head, else to the other one. */
    private double straightest(Block block) {
        int line = Objects.requireNonNull(straight.get(block));
        List<Vertex> chain = rows.chains.get(line);
        Block upper = chain.get(0).block;
        Block lower = chain.get(chain.size() - 1).block;
        Block head = rows.upwards[line] ? upper : lower;
        Block tail = rows.upwards[line] ? lower : upper;
        double free = leftmost(block);
        double end = rightmost(block);
        for (List<Block> ends : List.of(List.of(head, tail), List.of(head), List.of(tail))) {
            double from = free;
            double to = end;
            for (Block box : ends) {
                from = Math.max(from, box.x - reach.getOrDefault(box, 0.0));
                to = Math.min(to, box.x + reach.getOrDefault(box, 0.0));
            }
            if (from <= to) {
                return Math.min(Math.max(block.x, from), to);
            }
        }
        return block.x;
    }

    private double leftmost(Block block) {
        double x = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Block, Double> before :
                left.getOrDefault(block, Map.of()).entrySet()) {
            x = Math.max(x, before.getKey().x + before.getValue());
        }
        return x;
    }

    private double rightmost(Block block) {
        double x = Double.POSITIVE_INFINITY;
        for (Map.Entry<Block, Double> after : rightOf(block).entrySet()) {
            x = Math.min(x, after.getKey().x - after.getValue());
        }
        return x;
    }

    /** Whole distances stay at least what they are. */
    private void wholeNumbers() {
        order.forEach(block -> block.x = Math.floor(block.x));
    }
}
