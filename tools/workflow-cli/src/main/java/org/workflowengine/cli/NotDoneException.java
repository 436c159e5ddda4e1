package org.workflowengine.cli;

import org.workflowengine.runtime.core.Refusal.Purged;
import org.workflowengine.runtime.core.RefusedException;

/** Something could not be done; this says nothing about any history. */
final class NotDoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What the JVM turns bytes into that are invalid in its locale. */
    private static final char UNREADABLE = 0xFFFD;

    NotDoneException(String message) {
        super(message);
    }

    /** A case that was purged is told from one that never was. */
    static NotDoneException noCase(String caseId, RefusedException refused) {
        return refused.refusal() instanceof Purged purged
                ? new NotDoneException(Printable.of(purged.explanation()))
                : noCase(caseId);
    }

    static NotDoneException noCase(String caseId) {
        return new NotDoneException(
                "there is no case " + Printable.of(caseId)
                        + (caseId.indexOf(UNREADABLE) < 0
                                ? ""
                                : "; a character of the argument could not be read in this locale: set LC_ALL to a UTF-8 locale"));
    }
}
