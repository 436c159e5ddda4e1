package org.workflowengine.runtime.audit;

import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;

/**
 * The digests of audit entries: one over the erasable payload, one over the rest of the entry and the digest before it.
 * Thread-safe.
 */
public final class DigestChain {
    /** The version of the canonical form, as entries name it. */
    public static final int FORMAT = CanonicalForm.FORMAT;

    private DigestChain() {}

    /**
     * The digest of a payload: SHA-256, whatever seals the entry.
     *
     * @param salt random bytes of this entry alone
     * @param actor the actor's id
     * @param reason the reason
     * @param facts the facts' canonical text
     * @return what the entry keeps when the payload is erased
     */
    public static Digest ofPayload(Salt salt, String actor, String reason, String facts) {
        return Sealer.sha256().seal(new CanonicalForm().ofPayload(Row.ofPayload(salt, actor, reason, facts)));
    }

    /**
     * The digest that seals an entry.
     *
     * @param entry the entry; its own {@code digest} is not looked at
     * @param sealer the sealer that the entry names
     * @return the digest over everything but the payload's own texts
     */
    public static Digest of(AuditEntry entry, Sealer sealer) {
        return sealer.seal(new CanonicalForm().ofEntry(Row.of(entry)));
    }
}
