package org.workflowengine.runtime.engine;

import java.time.Instant;
import java.util.List;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.Texts;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * A case in hand, as it stood when it was read. Immutable data, never authority: a handle that is out of date is refused as
 * stale. The generated {@code …Case} types extend it, one for each state, with only the moves that the state allows.
 */
public abstract class CaseHandle {
    private final WorkflowEngine<?, ?> engine;
    private final CaseHead head;

    /**
     * A handle of a case; called by generated code.
     *
     * @param engine the engine that read the case
     * @param head where the case stood
     */
    protected CaseHandle(WorkflowEngine<?, ?> engine, CaseHead head) {
        this.engine = engine;
        this.head = head;
    }

    /**
     * The case's id.
     *
     * @return 1 to 64 characters
     */
    public final String caseId() {
        return head.caseId();
    }

    /**
     * The number of the case's newest step.
     *
     * @return at least 1
     */
    public final long seq() {
        return head.seq();
    }

    /**
     * The digest of the case's newest audit entry.
     *
     * @return the digest
     */
    public final Digest digest() {
        return head.digest();
    }

    /**
     * When the case entered its state.
     *
     * @return UTC, in whole microseconds
     */
    public final Instant enteredAt() {
        return head.enteredAt();
    }

    final CaseHead head() {
        return head;
    }

    /**
     * Asks the authority for a move; called by generated code.
     *
     * @param transition the transition
     * @param decision who and why
     * @param facts what is known
     * @param <S> the handle type of the state that the transition enters
     * @return the case in its new state, or why it was not moved
     */
    protected final <S extends CaseHandle> Outcome<S> move(
            WorkflowTransition transition, Decision decision, FactValue... facts) {
        return engine.move(head, transition, new Facts(List.of(facts)), decision);
    }

    /** Equal when they show the same step of the same case. */
    @Override
    public final boolean equals(Object other) {
        return other instanceof CaseHandle that && head.equals(that.head);
    }

    @Override
    public final int hashCode() {
        return head.hashCode();
    }

    /** The case, its state and its step. */
    @Override
    public final String toString() {
        return head.workflow() + " " + Texts.quoted(head.caseId()) + " in " + head.state() + " at step " + head.seq();
    }
}
