package org.workflowengine.runtime.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of one case as it is recorded for ever: what happened, who decided it, why, on which facts, and the digest that
 * ties it to the step before. Entry 1 is the opening.
 *
 * <p>{@code salt}, {@code actor}, {@code reason} and {@code facts} are the erasable payload: all present, or, after a lawful
 * erasure, all null. The digest covers them only through {@code payloadDigest}, so that an erasure does not break the chain.
 *
 * @param caseId the case
 * @param seq the step's number, from 1 without gaps; it alone is the order of history
 * @param workflow the workflow's id
 * @param fromVersion the version of the definition that the case followed before the step
 * @param version the version of the definition that permitted the step and that the case follows after it
 * @param fingerprint the fingerprint of that definition
 * @param transition the transition's id, or {@link WorkflowTable#OPENING}
 * @param fromState the state left, or {@link WorkflowTable#NEW}
 * @param toState the state entered
 * @param actorKind what sort of actor decided
 * @param actor the actor's id; null when erased
 * @param reason why; null when erased
 * @param facts the facts as canonical text; null when erased
 * @param salt random bytes that the payload digest covers; null when erased
 * @param payloadDigest the digest over salt, actor, reason and facts
 * @param requestId the request's id, unique for the case; null when none was given
 * @param source which application or node wrote it
 * @param recordedAt when, UTC, in whole microseconds, from the runtime's clock; never used for order
 * @param previousDigest the digest of the step before, {@link Digest#ZERO} for the opening
 * @param format the version of the canonical form that was digested
 * @param algorithm the digest algorithm
 * @param keyId the id of the key that sealed it; null when the algorithm uses none
 * @param digest the digest over all of the above except the payload's own texts
 */
public record AuditEntry(
        String caseId,
        long seq,
        String workflow,
        int fromVersion,
        int version,
        Digest fingerprint,
        String transition,
        String fromState,
        String toState,
        Actor.Kind actorKind,
        @Nullable String actor,
        @Nullable String reason,
        @Nullable String facts,
        @Nullable Salt salt,
        Digest payloadDigest,
        @Nullable String requestId,
        String source,
        Instant recordedAt,
        Digest previousDigest,
        int format,
        String algorithm,
        @Nullable String keyId,
        Digest digest) {

    /**
     * Where the case stands after this step.
     *
     * @return the head that this step leaves behind
     */
    public CaseHead head() {
        return new CaseHead(caseId, workflow, version, toState, seq, digest, recordedAt);
    }

    /**
     * The same entry under the digest that seals it.
     *
     * @param seal the digest over everything else
     * @return a new entry
     */
    public AuditEntry sealedWith(Digest seal) {
        return new AuditEntry(
                caseId,
                seq,
                workflow,
                fromVersion,
                version,
                fingerprint,
                transition,
                fromState,
                toState,
                actorKind,
                actor,
                reason,
                facts,
                salt,
                payloadDigest,
                requestId,
                source,
                recordedAt,
                previousDigest,
                format,
                algorithm,
                keyId,
                seal);
    }

    /** The step without its payload: actors, reasons and facts are not logged. */
    @Override
    public String toString() {
        return Texts.quoted(caseId) + " #" + seq + " " + fromState + " -" + transition + "-> " + toState + " at "
                + recordedAt + " " + digest.abbreviated();
    }
}
