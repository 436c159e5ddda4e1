package org.workflowengine.proof;

import java.time.LocalDateTime;
import org.workflowengine.runtime.core.Definition;

/** A row, and since when the case was in its state after that step. */
record Step(AuditRow row, LocalDateTime enteredAt) {
    /** A step that leaves the state as it was does not enter it anew; an imported case is in its state since when it says. */
    static Step of(AuditRow row, Step before) {
        if (before != null && row.keepsState()) {
            return new Step(row, before.enteredAt());
        }
        boolean says = row.transition().equals(Definition.IMPORT) && row.occurredAt() != null;
        return new Step(row, says ? row.occurredAt() : row.recordedAt());
    }

    static String place(String caseId, long seq) {
        return caseId + "#" + seq;
    }
}
