package org.workflowengine.diagram;

/** How wide a text is, whatever the font: measured for a wide one (DejaVu Sans), so that no text leaves its place in a narrower one. */
final class Letters {
    private Letters() {}

    /**
     * The width of a text.
     *
     * @param text the text
     * @param capital the width of an average capital letter, in pixels
     */
    static double width(String text, double capital) {
        return text.codePoints().mapToDouble(Letters::share).sum() * capital;
    }

    private static double share(int c) {
        if ("ijl.,:;|I1' ".indexOf(c) >= 0) {
            return 0.55;
        }
        if ("MWmw×".indexOf(c) >= 0) {
            return 1.25;
        }
        if (c > 0x2E80) {
            return 1.6;
        }
        return Character.isLowerCase(c) || Character.isDigit(c) ? 0.86 : 1;
    }

    /** At most so many characters; the last one of a longer text is an ellipsis. */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
