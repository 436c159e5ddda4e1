package org.workflowengine.runtime.internal.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.text.Micros;

/**
 * A row of {@code workflow_tombstone}.
 *
 * @param seq the number of the tombstone, from 1 on
 * @param caseHash the hash of the case's id
 * @param workflow the id of its workflow
 * @param version the version that it followed
 * @param state the state that it was in
 * @param lastSeq the number of its newest step
 * @param lastDigest the digest of its newest step
 * @param bundleDigest SHA-256 of its bundle
 * @param retentionClass under which rule of the organization it was purged
 * @param actorKind what sort of actor decided
 * @param actor who
 * @param onBehalfOf for whom; null for nobody
 * @param reason why
 * @param source which application or node purged it
 * @param recordedAt when
 * @param previousDigest the digest of the tombstone before, or the origin digest
 * @param format the version of the canonical form
 * @param algorithm the algorithm of the seal; null without one
 * @param keyId the id of the seal's key; null without one
 * @param digest the digest over all of it
 * @param seal the seal over the digest; null without one
 */
@SuppressWarnings("ArrayRecordComponent") // copied nowhere, compared below
public record StoredTombstone(
        long seq,
        Digest caseHash,
        String workflow,
        int version,
        String state,
        long lastSeq,
        Digest lastDigest,
        Digest bundleDigest,
        String retentionClass,
        Actor.Kind actorKind,
        String actor,
        @Nullable String onBehalfOf,
        String reason,
        String source,
        Instant recordedAt,
        Digest previousDigest,
        int format,
        @Nullable String algorithm,
        @Nullable String keyId,
        Digest digest,
        byte @Nullable [] seal) {

    /** A placeholder for the digest, which is ignored. */
    private static final Digest NONE = Digest.of(new byte[Digest.BYTES]);

    /**
     * The tombstone of a case, without a digest and without a seal.
     *
     * @param seq its number
     * @param caseHash the hash of the case's id
     * @param head where the case is
     * @param bundleDigest SHA-256 of its bundle
     * @param retentionClass under which rule
     * @param actor who decided
     * @param onBehalfOf for whom; null for nobody
     * @param reason why
     * @param source which application or node
     * @param recordedAt when
     * @param previousDigest the digest of the tombstone before
     * @return the tombstone
     */
    public static StoredTombstone of(
            long seq,
            Digest caseHash,
            CaseHead head,
            Digest bundleDigest,
            String retentionClass,
            Actor actor,
            @Nullable String onBehalfOf,
            String reason,
            String source,
            Instant recordedAt,
            Digest previousDigest) {
        return new StoredTombstone(
                seq,
                caseHash,
                head.workflow(),
                head.version(),
                head.state(),
                head.seq(),
                head.digest(),
                bundleDigest,
                retentionClass,
                actor.kind(),
                actor.id(),
                onBehalfOf,
                reason,
                source,
                recordedAt,
                previousDigest,
                CanonicalForm.FORMAT,
                null,
                null,
                NONE,
                null);
    }

    /**
     * The same, with the names of its seal, which the digest covers.
     *
     * @param sealAlgorithm the algorithm
     * @param sealKeyId the id of the key
     * @return another tombstone
     */
    public StoredTombstone namingSeal(String sealAlgorithm, String sealKeyId) {
        return with(sealAlgorithm, sealKeyId, digest, seal);
    }

    /**
     * The same, with its digest.
     *
     * @return another tombstone
     */
    public StoredTombstone digested() {
        return with(algorithm, keyId, Sha256.of(new CanonicalForm().ofTombstone(row())), seal);
    }

    /**
     * The same, with a seal.
     *
     * @param made the seal over its digest
     * @return another tombstone
     */
    public StoredTombstone sealed(byte[] made) {
        return with(algorithm, keyId, digest, made);
    }

    private StoredTombstone with(
            @Nullable String newAlgorithm, @Nullable String newKeyId, Digest newDigest, byte @Nullable [] newSeal) {
        return new StoredTombstone(
                seq,
                caseHash,
                workflow,
                version,
                state,
                lastSeq,
                lastDigest,
                bundleDigest,
                retentionClass,
                actorKind,
                actor,
                onBehalfOf,
                reason,
                source,
                recordedAt,
                previousDigest,
                format,
                newAlgorithm,
                newKeyId,
                newDigest,
                newSeal);
    }

    Row<TombstoneColumn> row() {
        EnumMap<TombstoneColumn, Object> values = new EnumMap<>(TombstoneColumn.class);
        values.put(TombstoneColumn.SEQ, seq);
        values.put(TombstoneColumn.CASE_HASH, caseHash.bytes());
        values.put(TombstoneColumn.WORKFLOW, workflow);
        values.put(TombstoneColumn.VERSION, (long) version);
        values.put(TombstoneColumn.STATE, state);
        values.put(TombstoneColumn.LAST_SEQ, lastSeq);
        values.put(TombstoneColumn.LAST_DIGEST, lastDigest.bytes());
        values.put(TombstoneColumn.BUNDLE_DIGEST, bundleDigest.bytes());
        values.put(TombstoneColumn.RETENTION_CLASS, retentionClass);
        values.put(TombstoneColumn.ACTOR_KIND, actorKind.name());
        values.put(TombstoneColumn.ACTOR, actor);
        if (onBehalfOf != null) {
            values.put(TombstoneColumn.ON_BEHALF_OF, onBehalfOf);
        }
        values.put(TombstoneColumn.REASON, reason);
        values.put(TombstoneColumn.SOURCE, source);
        values.put(TombstoneColumn.RECORDED_AT, Micros.of(recordedAt));
        values.put(TombstoneColumn.PREVIOUS_DIGEST, previousDigest.bytes());
        values.put(TombstoneColumn.FORMAT, (long) format);
        if (algorithm != null && keyId != null) {
            values.put(TombstoneColumn.ALGORITHM, algorithm);
            values.put(TombstoneColumn.KEY_ID, keyId);
        }
        return new Row<>(values);
    }

    /** Equal if all parts are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredTombstone that && digest.equals(that.digest) && Arrays.equals(seal, that.seal);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** The number and the digest. */
    @Override
    public String toString() {
        return "StoredTombstone[" + seq + ", " + digest + "]";
    }
}
