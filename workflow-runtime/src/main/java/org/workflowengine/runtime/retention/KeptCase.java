package org.workflowengine.runtime.retention;

import java.util.Objects;
import org.workflowengine.runtime.core.CaseHead;

/** A case that a rule applies to and that was not purged. Immutable. */
public final class KeptCase {
    /** Why it was not purged. */
    public enum Cause {
        /** A legal hold stands. */
        HELD,
        /** It has moved, or was purged by somebody else, since it was chosen. */
        MOVED,
        /** Its history is not sound: verify it. What is broken is evidence, and stays. */
        BROKEN
    }

    private final CaseHead head;
    private final Cause cause;

    /**
     * From all its properties. A property added later brings a constructor of its own.
     *
     * @param head where the case was when it was chosen
     * @param cause why it was not purged
     */
    public KeptCase(CaseHead head, Cause cause) {
        this.head = Objects.requireNonNull(head, "head");
        this.cause = Objects.requireNonNull(cause, "cause");
    }

    /** {@return where the case was when it was chosen} */
    public CaseHead head() {
        return head;
    }

    /** {@return why it was not purged} */
    public Cause cause() {
        return cause;
    }

    /** Equal if all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeptCase that && head.equals(that.head) && cause == that.cause;
    }

    @Override
    public int hashCode() {
        return Objects.hash(head, cause);
    }

    @Override
    public String toString() {
        return "KeptCase[" + head.caseId() + ", " + cause + "]";
    }
}
