package org.workflowengine.runtime.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Salt;

/**
 * The digests of audit entries: one over the erasable payload, one over the rest of the entry and the digest before it.
 * Thread-safe.
 */
public final class DigestChain {
    /** The algorithm, as entries name it (FIPS 180-4). */
    public static final String ALGORITHM = "SHA-256";

    /** The version of the canonical form, as entries name it. */
    public static final int FORMAT = CanonicalForm.FORMAT;

    private DigestChain() {}

    /**
     * The digest of a payload.
     *
     * @param salt random bytes of this entry alone
     * @param actor the actor's id
     * @param reason the reason
     * @param facts the facts' canonical text
     * @return what the entry keeps when the payload is erased
     */
    public static Digest ofPayload(Salt salt, String actor, String reason, String facts) {
        return sha256(CanonicalForm.ofPayload(salt, actor, reason, facts));
    }

    /**
     * The digest that seals an entry.
     *
     * @param entry the entry; its own {@code digest} is not looked at
     * @return the digest over everything else
     */
    public static Digest of(AuditEntry entry) {
        return sha256(CanonicalForm.of(entry));
    }

    private static Digest sha256(byte[] bytes) {
        try {
            return Digest.of(MessageDigest.getInstance(ALGORITHM).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
