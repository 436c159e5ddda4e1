package org.workflowengine.diagram;

import java.util.List;
import java.util.Optional;

/**
 * A transition as it is drawn.
 *
 * @param from the index of the state that it leaves
 * @param to the index of the state that it enters
 * @param id its id
 * @param guard what it requires, one short text each
 * @param steps the numbers of the steps that the case made by it, or an empty text
 * @param mark whether the case could make it, if that is shown
 * @param href where a click leads, or an empty text
 * @param tip what it is, in words
 */
record Edge(
        int from,
        int to,
        String id,
        List<String> guard,
        String steps,
        Optional<TransitionMark> mark,
        String href,
        String tip) {
    boolean isLoop() {
        return from == to;
    }

    boolean isWalked() {
        return !steps.isEmpty();
    }

    /** How its line looks, as classes in SVG with a space before each. */
    String style() {
        return (isWalked() ? " walked" : "")
                + mark.map(each -> " " + each.style()).orElse("");
    }

    /** Everything on one line: {@code APPROVE [RISK_RULES_PASSED] #3}. */
    String label() {
        return id + (guard.isEmpty() ? "" : " [" + String.join(", ", guard) + "]") + (isWalked() ? " #" + steps : "");
    }
}
