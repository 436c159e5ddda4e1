package org.workflowengine.processor.model;

import java.util.List;

/**
 * A walk through the graph.
 *
 * @param start the state where it begins
 * @param steps the transitions taken, each with a known target
 */
public record Path(String start, List<TransitionEdge> steps) {

    public Path {
        steps = List.copyOf(steps);
    }

    /** The walk in words: {@code Created -startReview-> UnderReview -hold-> OnHold}. */
    public String text() {
        var text = new StringBuilder(start);
        for (TransitionEdge step : steps) {
            text.append(" -")
                    .append(step.name())
                    .append("-> ")
                    .append(step.target().orElse("?"));
        }
        return text.toString();
    }
}
