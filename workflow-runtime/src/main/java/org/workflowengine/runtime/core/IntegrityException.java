package org.workflowengine.runtime.core;

import java.util.Objects;
import org.workflowengine.runtime.internal.text.Texts;

/** The contents of the database contradict themselves: somebody changed them behind the engine's back. Nothing was written. */
public final class IntegrityException extends WorkflowException {
    private static final long serialVersionUID = 1;

    private final String caseId;

    /**
     * A contradiction.
     *
     * @param caseId the case
     * @param found what contradicts what
     */
    public IntegrityException(String caseId, String found) {
        super(
                "case " + Texts.quoted(Objects.requireNonNull(caseId, "caseId")) + ": "
                        + Objects.requireNonNull(found, "found") + "; nothing was written",
                null);
        this.caseId = caseId;
    }

    /**
     * The case.
     *
     * @return its id
     */
    public String caseId() {
        return caseId;
    }
}
