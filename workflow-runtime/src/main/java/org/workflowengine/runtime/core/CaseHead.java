package org.workflowengine.runtime.core;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** Where a case is: a copy of its newest step. It is data and gives no authority: a caller that acts on an outdated one is refused. */
public final class CaseHead implements Serializable {
    private static final long serialVersionUID = 1;

    private final String caseId;
    private final String workflow;
    private final int version;
    private final String state;
    private final long seq;
    private final Digest digest;
    private final Instant enteredAt;

    /**
     * From all its properties. A property added later brings a constructor of its own.
     *
     * @param caseId the case, 1 to 64 characters, chosen by the caller that opened it
     * @param workflow the id of its workflow
     * @param version the version of the definition it follows
     * @param state the id of the state it rests in
     * @param seq the number of its newest step; 1 is the opening
     * @param digest the digest of its newest audit entry
     * @param enteredAt since when it has been in the state, UTC, in whole microseconds; a step that keeps the state keeps this time
     */
    public CaseHead(
            String caseId, String workflow, int version, String state, long seq, Digest digest, Instant enteredAt) {
        this.caseId = Objects.requireNonNull(caseId, "caseId");
        this.workflow = Objects.requireNonNull(workflow, "workflow");
        this.version = version;
        this.state = Objects.requireNonNull(state, "state");
        this.seq = seq;
        this.digest = Objects.requireNonNull(digest, "digest");
        this.enteredAt = Objects.requireNonNull(enteredAt, "enteredAt");
    }

    /** {@return the case, 1 to 64 characters, chosen by the caller that opened it} */
    public String caseId() {
        return caseId;
    }

    /** {@return the id of its workflow} */
    public String workflow() {
        return workflow;
    }

    /** {@return the version of the definition it follows} */
    public int version() {
        return version;
    }

    /** {@return the id of the state it rests in} */
    public String state() {
        return state;
    }

    /** {@return the number of its newest step; 1 is the opening} */
    public long seq() {
        return seq;
    }

    /** {@return the digest of its newest audit entry} */
    public Digest digest() {
        return digest;
    }

    /** {@return since when it has been in the state, UTC, in whole microseconds; a step that keeps the state keeps this time} */
    public Instant enteredAt() {
        return enteredAt;
    }

    /** Equal if all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CaseHead that
                && caseId.equals(that.caseId)
                && workflow.equals(that.workflow)
                && version == that.version
                && state.equals(that.state)
                && seq == that.seq
                && digest.equals(that.digest)
                && enteredAt.equals(that.enteredAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(caseId, workflow, version, state, seq, digest, enteredAt);
    }

    @Override
    public String toString() {
        return "CaseHead[caseId=" + caseId + ", workflow=" + workflow + ", version=" + version + ", state=" + state
                + ", seq=" + seq + ", digest=" + digest + ", enteredAt=" + enteredAt + "]";
    }
}
