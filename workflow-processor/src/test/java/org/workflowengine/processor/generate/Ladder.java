package org.workflowengine.processor.generate;

import javax.tools.JavaFileObject;

/** A definition of any size: a ladder of states with shortcuts; those out of every second state are guarded. */
final class Ladder {
    private Ladder() {}

    static JavaFileObject of(int states, int transitions) {
        return Compiled.source("Flow", text(states, transitions));
    }

    /** With four eyes on the first state for each transition. */
    static JavaFileObject obliged(int states, int transitions) {
        return Compiled.source(
                "Flow",
                text(states, transitions)
                        .replace("version = 1", "version = 1, erasable = false")
                        .replace("@Transition", "@Transition @org.workflowengine.annotations.FourEyes(S0.class)"));
    }

    private static String text(int states, int transitions) {
        StringBuilder text = new StringBuilder("@Workflow(id = \"flow\", version = 1) public interface Flow {\n");
        text.append("@Fact @interface Checked { boolean value() default true; }\n");
        int shortcutsOfEach = transitions / states - 1;
        int left = transitions;
        for (int i = 0; i < states - 1; i++) {
            text.append("@State(initial = %s) interface S%s {\n".formatted(i == 0, i));
            text.append("@Transition S%s next();\n".formatted(i + 1));
            left--;
            // The last ladder rungs take what the division leaves over.
            int shortcuts = Math.min(left, i < states - 2 ? shortcutsOfEach : left);
            for (int j = 1; j <= shortcuts; j++) {
                text.append("@Transition %s S%s go%sx%s();\n"
                        .formatted(i % 2 == 0 ? "@Checked" : "", (i + 7 * j) % states, i, j));
            }
            left -= shortcuts;
            text.append("}\n");
        }
        return text + "@State(terminal = true) interface S%s {}\n}".formatted(states - 1);
    }
}
