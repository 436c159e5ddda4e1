package org.workflowengine.runtime.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Something failed, and it is certain that nothing was changed. The same call may be made again; {@link #isTransient} says whether that
 * makes sense. Inside a transaction of your own, roll that back first: the database may already have done so.
 */
public final class UnchangedException extends WorkflowException {
    private static final long serialVersionUID = 1;

    private final boolean isTransient;

    /**
     * A failure that changed nothing.
     *
     * @param doing what was being done, for people
     * @param isTransient whether the same may succeed the next time
     * @param cause the first cause
     */
    public UnchangedException(String doing, boolean isTransient, Throwable cause) {
        this(
                Objects.requireNonNull(doing, "doing") + " failed; nothing was changed",
                Objects.requireNonNull(cause, "cause"),
                isTransient);
    }

    private UnchangedException(String message, @Nullable Throwable cause, boolean isTransient) {
        super(message, cause);
        this.isTransient = isTransient;
    }

    /**
     * A race was lost to a step that the caller's own transaction cannot see, because it reads the database as it was before.
     *
     * @param caseId the case
     * @param seq the step that another transaction has made
     * @return the exception to throw
     */
    public static UnchangedException hidden(String caseId, long seq) {
        Objects.requireNonNull(caseId, "caseId");
        return new UnchangedException(
                "another transaction has made step " + seq + " of case " + Texts.quoted(caseId)
                        + ", which this transaction does not see; nothing was changed",
                null,
                true);
    }

    /**
     * Cases could not be purged because other purges were quicker again and again.
     *
     * @return the exception to throw
     */
    public static UnchangedException otherPurges() {
        return new UnchangedException(
                "other purges were quicker again and again; nothing was changed: run one purge at a time", null, true);
    }

    /**
     * The caller's transaction cannot be used any more.
     *
     * @return the exception to throw
     */
    public static UnchangedException lostTransaction() {
        return new UnchangedException(
                "the transaction has failed before and must be rolled back; nothing was changed", null, false);
    }

    /**
     * The caller's transaction has passed its deadline.
     *
     * @return the exception to throw
     */
    public static UnchangedException pastDeadline() {
        return new UnchangedException(
                "the deadline of the caller's transaction has passed, and it must be rolled back; nothing was changed",
                null,
                true);
    }

    /**
     * Whether the same call may succeed if it is made again, in a new transaction: a deadlock, a serialization failure, a lock or a
     * statement that took too long, no available connection. If not, the same will happen again.
     *
     * @return whether trying again makes sense
     */
    public boolean isTransient() {
        return isTransient;
    }
}
