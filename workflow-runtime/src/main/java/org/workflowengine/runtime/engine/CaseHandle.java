package org.workflowengine.runtime.engine;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Decision;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.FactValue;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.Outcome;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.text.Micros;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * A case as it was when it was read. It is immutable data and gives no authority: a handle that is out of date is refused as stale. The
 * generated {@code …Case} types extend it, one for each state, with only the moves that the state allows.
 *
 * <p>An application may hold many handles, so a handle is one object of 64 bytes beside the case's id.
 */
public abstract class CaseHandle {
    /** Not data of the case: it never appears when a handle is turned into text. */
    private final transient WorkflowEngine<?, ?, ?> engine;

    private final String caseId;
    /** The schema allows no case to have more steps than an {@code int} can count. */
    private final int seq;

    private final long enteredAtMicros;
    private final long digest1;
    private final long digest2;
    private final long digest3;
    private final long digest4;

    /**
     * A handle of a case; called by generated code.
     *
     * @param engine the engine that read the case
     * @param head where the case was
     */
    protected CaseHandle(WorkflowEngine<?, ?, ?> engine, CaseHead head) {
        this.engine = engine;
        this.caseId = head.caseId();
        this.seq = (int) head.seq();
        if (seq != head.seq()) {
            throw new IntegrityException(caseId, "it is at step " + head.seq() + ", more than a case can have");
        }
        this.enteredAtMicros = Micros.of(head.enteredAt());
        ByteBuffer digest = ByteBuffer.wrap(head.digest().bytes());
        this.digest1 = digest.getLong();
        this.digest2 = digest.getLong();
        this.digest3 = digest.getLong();
        this.digest4 = digest.getLong();
    }

    /**
     * The state that the case was in when it was read.
     *
     * @return the state
     */
    public abstract WorkflowState state();

    /**
     * The case's id.
     *
     * @return 1 to 64 characters
     */
    public final String caseId() {
        return caseId;
    }

    /**
     * The number of the case's newest step.
     *
     * @return at least 1
     */
    public final long seq() {
        return seq;
    }

    /**
     * The digest of the case's newest audit entry.
     *
     * @return the digest
     */
    public final Digest digest() {
        return Digest.of(ByteBuffer.allocate(Digest.BYTES)
                .putLong(digest1)
                .putLong(digest2)
                .putLong(digest3)
                .putLong(digest4)
                .array());
    }

    /**
     * When the case entered its state.
     *
     * @return UTC, in whole microseconds
     */
    public final Instant enteredAt() {
        return Instant.EPOCH.plus(enteredAtMicros, ChronoUnit.MICROS);
    }

    final CaseHead head() {
        Definition definition = engine.definition();
        return new CaseHead(
                caseId, definition.workflow(), definition.version(), state().id(), seq, digest(), enteredAt());
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
        Objects.requireNonNull(decision, "decision"); // before facts are compared
        return engine.move(head(), transition, new Facts(List.of(facts)), decision);
    }

    /** Equal if they show the same step of the same case. */
    @Override
    public final boolean equals(Object other) {
        return other instanceof CaseHandle that && head().equals(that.head());
    }

    @Override
    public final int hashCode() {
        return head().hashCode();
    }

    /** The case, its state and its step. */
    @Override
    public final String toString() {
        return engine.definition().workflow() + " " + Texts.quoted(caseId) + " in " + state().id() + " at step " + seq;
    }
}
