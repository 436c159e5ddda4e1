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
            Refusals refusals) {}

    /** What this node has refused. */
    public record Refusals(boolean counted, String total, List<Line> lines, String note) {}

    /** One reason. */
    public record Line(String count, String words) {}
}
