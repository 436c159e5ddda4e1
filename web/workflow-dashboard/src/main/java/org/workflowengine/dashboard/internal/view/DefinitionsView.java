package org.workflowengine.dashboard.internal.view;

import java.time.Instant;
import java.util.List;

/** All workflows and their versions. */
public record DefinitionsView(List<Row> rows) {
    /** One version. */
    public record Row(
            String workflow, int version, String href, String states, Instant installed, String fingerprint) {}
}
