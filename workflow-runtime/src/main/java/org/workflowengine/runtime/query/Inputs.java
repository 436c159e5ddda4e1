package org.workflowengine.runtime.query;

import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.internal.engine.InputChecks;

/** Refuses what cannot be asked for, before anything is read. */
final class Inputs {
    private Inputs() {}

    static void checkCaseId(String caseId) {
        InputChecks.caseId(caseId).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
    }

    /** A number from 1 to the most. */
    static int checked(String field, int number, int most) {
        if (number < 1 || number > most) {
            throw new RefusedException(new InvalidInput(field, String.valueOf(number), "from 1 to " + most));
        }
        return number;
    }
}
