package org.workflowengine.runtime.internal.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one case before it is looked at.
 *
 * @param id the case
 * @param lines what checkpoints list of it, oldest first; empty if they list nothing
 * @param before what an earlier part of the same run has verified; null if it has not come to the case
 */
record ListedCase(
        String id, List<CheckpointLine> lines, @Nullable UnfinishedLine before) {

    /** Whether the case stands as the last checkpoint lists it, whose row was verified then. */
    boolean isListed(CheckpointLine head) {
        return !lines.isEmpty() && lines.get(lines.size() - 1).isSameRow(head);
    }

    /** What an earlier part of the same run has counted of the case, if it is where it was; otherwise null. */
    @Nullable
    Tally verifiedBefore(CheckpointLine head) {
        return before != null && before.line().isSameRow(head) ? before.tally() : null;
    }
}
