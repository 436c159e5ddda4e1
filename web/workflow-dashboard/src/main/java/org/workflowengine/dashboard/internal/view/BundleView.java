package org.workflowengine.dashboard.internal.view;

import java.util.List;
import java.util.Optional;

/** A bundle that was uploaded. */
public record BundleView(String most, Optional<Read> read, String problem) {
    /** What is in it. */
    public record Read(
            VerdictView verdict,
            String installation,
            String caseId,
            String workflow,
            String state,
            String step,
            String digest,
            String sealedWith,
            String definitions,
            List<StepView> steps,
            String range) {}
}
