package org.workflowengine.dashboard.internal.view;

import java.util.List;
import java.util.Optional;

/** The overview. */
public record OverviewView(IntegrityLine integrity, List<Flow> flows) {
    /** One workflow. */
    public record Flow(
            String id,
            String href,
            String casesHref,
            int version,
            String older,
            String olderHref,
            Optional<Picture> picture,
            List<StateRow> states,
            String part,
            String wholeHref,
            List<Waiting> waiting,
            Refusals refusals) {}

    /** The oldest case of a state, and why it is there. */
    public record Waiting(String id, String href, String state, String rests, OutlookView outlook) {}

    /** What this node has refused. */
    public record Refusals(boolean counted, String total, List<Line> lines, String note) {}

    /** One reason. */
    public record Line(String count, String words) {}
}
