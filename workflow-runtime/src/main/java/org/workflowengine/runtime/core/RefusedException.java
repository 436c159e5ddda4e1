package org.workflowengine.runtime.core;

import java.util.Objects;

/**
 * A refusal, thrown because the caller asked for it with {@link Outcome#orThrow()}, {@code engine.throwing()} or {@code load}. Nothing
 * was written.
 */
public final class RefusedException extends WorkflowException {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    /**
     * A refusal to throw.
     *
     * @param refusal why the move was not made
     */
    public RefusedException(Refusal refusal) {
        super(Objects.requireNonNull(refusal, "refusal").explanation(), null);
        this.refusal = refusal;
    }

    /**
     * Why the move was not made.
     *
     * @return the refusal
     */
    public Refusal refusal() {
        return refusal;
    }
}
