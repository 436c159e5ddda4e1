package org.workflowengine.benchmark;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * What came out of several rounds.
 *
 * @param min the least
 * @param median the middle one
 * @param max the most
 */
public record Spread(double min, double median, double max) {
    /**
     * The spread of some values.
     *
     * @param values at least one
     * @return their spread
     */
    public static Spread of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return new Spread(
                sorted[0],
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
                sorted[sorted.length - 1]);
    }

    /** As {@code min / median / max}, with as many digits as mean something. */
    @Override
    public String toString() {
        return number(min) + " / **" + number(median) + "** / " + number(max);
    }

    /**
     * A number for people.
     *
     * @param value the number
     * @return with thousands separated, or three digits that mean something
     */
    public static String number(double value) {
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT,
                size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 || size == 0 ? "%.2f" : "%.3f",
                value);
    }
}
