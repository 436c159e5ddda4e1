package org.workflowengine.runtime.internal.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.SealVerifier;
import org.workflowengine.runtime.audit.Sealer;
import org.workflowengine.runtime.audit.Seals;
import org.workflowengine.runtime.core.Digest;

/** Finds keys by the names in entries and checkpoints, and makes seals. Immutable. */
public final class KeyRing {
    private final Seals seals;

    KeyRing(Seals seals) {
        this.seals = seals;
    }

    /** Whether no key is known: seals can then not be verified. */
    boolean isEmpty() {
        return seals.current().isEmpty();
    }

    /** The current key of that name; null when there is none. */
    @Nullable
    SealVerifier find(Object algorithm, Object keyId) {
        return find(seals.current(), algorithm, keyId);
    }

    /** The former key of that name; null when there is none. */
    @Nullable
    SealVerifier findFormer(Object algorithm, Object keyId) {
        return find(seals.former(), algorithm, keyId);
    }

    boolean isFormerUnsealed() {
        return seals.isFormerUnsealed();
    }

    private static @Nullable SealVerifier find(List<? extends SealVerifier> keys, Object algorithm, Object keyId) {
        for (SealVerifier verifier : keys) {
            if (verifier.algorithm().equals(algorithm) && verifier.keyId().equals(keyId)) {
                return verifier;
            }
        }
        return null;
    }

    /** What a message calls the keys that are accepted. */
    String names() {
        return String.join(" or ", seals.current().stream().map(KeyRing::name).toList());
    }

    static String name(SealVerifier key) {
        return key.algorithm() + " with key " + key.keyId();
    }

    /**
     * Seals the digest of an entry.
     *
     * @param sealer the key
     * @param installation where the entry is stored
     * @param digest the entry's digest
     * @return 1 to {@value Sealer#LONGEST_SEAL} bytes
     * @throws IllegalStateException if the sealer answers fewer or more
     */
    public static byte[] ofEntry(Sealer sealer, Installation installation, Digest digest) {
        return seal(sealer, new CanonicalForm().ofSealedEntry(installation, digest));
    }

    /**
     * Seals the digest of a tombstone.
     *
     * @param sealer the key
     * @param installation where the tombstone is stored
     * @param digest the tombstone's digest
     * @return 1 to {@value Sealer#LONGEST_SEAL} bytes
     * @throws IllegalStateException if the sealer answers fewer or more
     */
    public static byte[] ofTombstone(Sealer sealer, Installation installation, Digest digest) {
        return seal(sealer, new CanonicalForm().ofSealedTombstone(installation, digest));
    }

    /** Seals the root of a checkpoint. */
    static byte[] ofCheckpoint(Sealer sealer, Installation installation, Digest root) {
        return seal(sealer, new CanonicalForm().ofSealedCheckpoint(installation, root));
    }

    /** Seals what an unfinished verification has written. */
    static byte[] ofRun(Sealer sealer, Installation installation, Digest digest) {
        return seal(sealer, new CanonicalForm().ofSealedRun(installation, digest));
    }

    private static byte[] seal(Sealer sealer, byte[] form) {
        byte[] seal = sealer.seal(form);
        if (seal.length == 0 || seal.length > Sealer.LONGEST_SEAL) {
            throw new IllegalStateException("the sealer " + name(sealer) + " made a seal of " + seal.length
                    + " bytes, expected 1 to " + Sealer.LONGEST_SEAL);
        }
        return seal;
    }
}
