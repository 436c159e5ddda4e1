package org.workflowengine.runtime.query;

import java.util.Objects;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.internal.engine.InputChecks;

/** Refuses what cannot be asked for, before anything is read. */
final class Inputs {
    private Inputs() {}

    static void checkCaseId(String caseId) {
        InputChecks.caseId(Objects.requireNonNull(caseId, "caseId")).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
    }
}
