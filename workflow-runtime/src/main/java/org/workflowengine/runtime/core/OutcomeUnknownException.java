package org.workflowengine.runtime.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The commit was sent and its answer was lost: the step was made, or it was not. The engine never tries again by itself. Send
 * the same decision with the same request id: it is applied once in either case.
 */
public final class OutcomeUnknownException extends WorkflowException {
    private static final long serialVersionUID = 1;

    private final String caseId;
    private final long seq;
    private final @Nullable String requestId;

    /**
     * A step of unknown outcome.
     *
     * @param entry the step as it would be recorded
     * @param cause how the answer was lost
     */
    public OutcomeUnknownException(AuditEntry entry, Throwable cause) {
        super(
                "the commit of step " + entry.seq() + " of case " + Texts.quoted(entry.caseId())
                        + " was sent and its answer lost; "
                        + (entry.requestId() == null
                                ? "look at the case's history"
                                : "send the request " + Texts.quoted(entry.requestId()) + " again"),
                cause);
        this.caseId = entry.caseId();
        this.seq = entry.seq();
        this.requestId = entry.requestId();
    }

    /**
     * The case.
     *
     * @return its id
     */
    public String caseId() {
        return caseId;
    }

    /**
     * The step that was, or was not, made.
     *
     * @return its number
     */
    public long seq() {
        return seq;
    }

    /**
     * The request that can safely be sent again.
     *
     * @return the request id, or empty when none was given
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
