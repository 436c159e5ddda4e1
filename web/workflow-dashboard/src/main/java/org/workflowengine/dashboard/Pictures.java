package org.workflowengine.dashboard;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.workflowengine.dashboard.internal.view.Picture;
import org.workflowengine.diagram.Diagram;

/** Puts diagrams into pages: a little larger than drawn, and scrolled to where the case is or begins. */
final class Pictures {
    private static final double SCALE = 1.15;

    /** It shrinks until letters of 12 pixels are 11 high. */
    private static final double LEAST = 11 / 12.0;

    private static final Pattern SIZE = Pattern.compile("width=\"([0-9.]+)\" height=\"([0-9.]+)\"");
    private static final Pattern CURRENT =
            Pattern.compile("class=\"state current\">.*?<rect x=\"([0-9.]+)\"[^>]*? width=\"([0-9.]+)\"");
    private static final Pattern INITIAL =
            Pattern.compile(", initial state[^<]*</title><rect x=\"([0-9.]+)\"[^>]*? width=\"([0-9.]+)\"");

    private Pictures() {}

    static Picture of(Diagram diagram, String prefix, String id, String label) {
        String svg = diagram.svgInPage(prefix);
        Matcher size = SIZE.matcher(svg);
        if (!size.find()) {
            throw new IllegalStateException("a diagram without a size");
        }
        double width = Double.parseDouble(size.group(1));
        double height = Double.parseDouble(size.group(2));
        String scaled = svg.substring(0, size.start())
                + String.format(Locale.ROOT, "width=\"%.0f\" height=\"%.0f\"", width * SCALE, height * SCALE)
                + svg.substring(size.end());
        double[] state = state(svg);
        return new Picture(scaled, id, label, shown(state[0]), shown(state[1]), shown(width - state[0] - state[1]));
    }

    /** Where it scrolls, it is as small as it becomes. */
    private static int shown(double length) {
        return (int) Math.round(length * LEAST);
    }

    /** Where the state is that matters, and how wide. */
    private static double[] state(String svg) {
        return Stream.of(CURRENT, INITIAL)
                .map(pattern -> pattern.matcher(svg))
                .filter(Matcher::find)
                .map(found -> new double[] {Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2))})
                .findFirst()
                .orElse(new double[] {0, 0});
    }
}
