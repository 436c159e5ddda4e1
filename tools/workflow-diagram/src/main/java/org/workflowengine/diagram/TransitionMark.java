package org.workflowengine.diagram;

/** Whether a case could make a transition now. The caller of the diagram finds that out; the diagram only shows it. */
public enum TransitionMark {
    /** It could. */
    PERMITTED("✓", "permitted"),
    /** It could not, and it is known why. The line is dashed. */
    BLOCKED("✕", "blocked"),
    /** Something that it requires is not known. The line is dashed. */
    UNDECIDED("?", "not decided");

    private final String sign;
    private final String words;

    TransitionMark(String sign, String words) {
        this.sign = sign;
        this.words = words;
    }

    /** What stands below the name. */
    String label() {
        return sign + " " + words;
    }

    String words() {
        return words;
    }

    /** The class of its elements in SVG. */
    String style() {
        return this == UNDECIDED ? "undecided" : words;
    }
}
