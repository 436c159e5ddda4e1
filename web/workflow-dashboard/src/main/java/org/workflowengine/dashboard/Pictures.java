package org.workflowengine.dashboard;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workflowengine.dashboard.internal.view.Picture;
import org.workflowengine.diagram.Diagram;

/** Puts diagrams into pages: a little larger than drawn, and scrolled to where the case is or begins. */
final class Pictures {
    private static final double SCALE = 1.15;

    /** It shrinks until letters of 12 pixels are 11 high. */
    private static final double LEAST = 11 / 12.0;

    private static final double HALF_SCREEN = 165;

    private static final Pattern SIZE = Pattern.compile("width=\"([0-9.]+)\" height=\"([0-9.]+)\"");
    private static final Pattern CURRENT =
            Pattern.compile("class=\"state current\">.*?<rect x=\"([0-9.]+)\"[^>]*? width=\"([0-9.]+)\"");
    private static final Pattern INITIAL = Pattern.compile("<circle class=\"head\" cx=\"([0-9.]+)\"");

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
        // The mark is scrolled to the left edge: half a narrow screen before the state.
        double mark = Math.max(0, mark(svg, width) - HALF_SCREEN);
        return new Picture(scaled, id, label, (int) Math.round(mark * LEAST), (int) Math.round((width - mark) * LEAST));
    }

    private static double mark(String svg, double width) {
        Matcher current = CURRENT.matcher(svg);
        if (current.find()) {
            return Double.parseDouble(current.group(1)) + Double.parseDouble(current.group(2)) / 2;
        }
        Matcher initial = INITIAL.matcher(svg);
        return initial.find() ? Double.parseDouble(initial.group(1)) : width / 2;
    }
}
