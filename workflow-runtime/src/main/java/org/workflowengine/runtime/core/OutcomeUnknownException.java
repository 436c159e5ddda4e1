package org.workflowengine.runtime.core;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * The commit was sent but its answer was lost: the step was made, or it was not. The engine never tries again by itself. Send the same
 * decision with the same request id: it is applied once in either case.
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
        this(
                Objects.requireNonNull(entry, "entry").caseId(),
                entry.seq(),
                entry.requestId(),
                Objects.requireNonNull(cause, "cause"));
    }

    private OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.caseId = "";
        this.seq = 0;
        this.requestId = null;
    }

    /**
     * A transaction of unknown outcome, with all steps in it.
     *
     * @param cause how the answer was lost
     * @return the exception to throw; it names no case
     */
    public static OutcomeUnknownException ofTransaction(Throwable cause) {
        return new OutcomeUnknownException(
                "the commit of a transaction was sent and its answer lost, or a statement in it has ended it too early; look at what it"
                        + " should have changed, or do it again with the same request ids",
                Objects.requireNonNull(cause, "cause"));
    }

    private OutcomeUnknownException(String caseId, long seq, @Nullable String requestId, @Nullable Throwable cause) {
        super(
                "the commit of step " + seq + " of case " + Texts.quoted(caseId) + " was sent and its answer lost; "
                        + (requestId == null
                                ? "look at the case's history"
                                : "send the request " + Texts.quoted(requestId) + " again"),
                cause);
        this.caseId = caseId;
        this.seq = seq;
        this.requestId = requestId;
    }

    /**
     * The same failure, for another step that should have been committed together with this one.
     *
     * @param caseId the case of that step
     * @param seq its number
     * @param requestId the request that asked for it, if any
     * @return an exception with the same cause
     */
    public OutcomeUnknownException ofStep(String caseId, long seq, Optional<String> requestId) {
        return new OutcomeUnknownException(
                Objects.requireNonNull(caseId, "caseId"),
                seq,
                Objects.requireNonNull(requestId, "requestId").orElse(null),
                getCause());
    }

    /**
     * The case.
     *
     * @return its id; empty for a transaction as a whole
     */
    public String caseId() {
        return caseId;
    }

    /**
     * The step that was made, or was not.
     *
     * @return its number; 0 for a transaction as a whole
     */
    public long seq() {
        return seq;
    }

    /**
     * The request that can safely be sent again.
     *
     * @return the request id, or empty if none was given
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
