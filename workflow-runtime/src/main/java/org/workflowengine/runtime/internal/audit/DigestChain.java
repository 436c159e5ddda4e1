package org.workflowengine.runtime.internal.audit;

import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;

/**
 * The digests of audit entries: one over the erasable payload, one over the rest of the entry and the digest before it.
 * Thread-safe.
 */
public final class DigestChain {
    /** The version of the canonical form, as entries name it. */
    public static final int FORMAT = CanonicalForm.FORMAT;

    /** A placeholder for the digest, which is ignored. */
    private static final Digest NONE = Digest.of(new byte[Digest.BYTES]);

    private DigestChain() {}

    /**
     * The digest that stands before the opening of every case of an installation.
     *
     * @param installation the installation
     * @return the digest over its id
     */
    public static Digest origin(Installation installation) {
        return Sha256.of(new CanonicalForm().ofInstallation(installation));
    }

    /**
     * What a tombstone keeps of the id of a purged case. Who guesses an id can test it.
     *
     * @param installation where the case was stored
     * @param caseId its id
     * @return the hash over both
     */
    public static Digest ofCase(Installation installation, String caseId) {
        return Sha256.of(new CanonicalForm().ofCase(installation, caseId));
    }

    /**
     * The digest of a payload.
     *
     * @param salt random bytes that no other entry has
     * @param actor the actor's id
     * @param onBehalfOf the principal's id; null when there is none
     * @param reason the reason
     * @param facts the facts' canonical text
     * @param evidence one canonical JSON object; null when there is none
     * @return what the entry keeps when the payload is erased
     */
    public static Digest ofPayload(
            Salt salt,
            String actor,
            @Nullable String onBehalfOf,
            String reason,
            String facts,
            @Nullable String evidence) {
        return Sha256.of(
                new CanonicalForm().ofPayload(Row.ofPayload(salt, actor, onBehalfOf, reason, facts, evidence)));
    }

    /**
     * The digest of an entry.
     *
     * @param entry the entry; its own {@code digest} and {@code seal} are ignored
     * @return the digest over everything but the payload's own texts
     */
    public static Digest of(AuditEntry entry) {
        return Sha256.of(new CanonicalForm().ofEntry(Row.of(entry)));
    }

    /**
     * The digest of an entry that has none yet.
     *
     * @param entry everything but digest and seal; unchanged afterwards
     * @return the digest over everything but the payload's own texts
     */
    public static Digest of(AuditEntryBuilder entry) {
        return of(entry.digest(NONE).build());
    }
}
