package org.workflowengine.runtime.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.Digest;

/**
 * The keys that are current: the one that seals new entries, and others that other nodes use at the same time. Any mix of them is fine,
 * as it is while a new key is deployed node by node. Immutable.
 */
public final class Seals {
    private final @Nullable Sealer sealer;
    private final List<SealVerifier> current;

    private Seals(@Nullable Sealer sealer, List<SealVerifier> current) {
        this.sealer = sealer;
        this.current = List.copyOf(current);
        Set<String> names = new HashSet<>();
        for (SealVerifier verifier : current) {
            if (!names.add(name(verifier))) {
                throw new IllegalArgumentException("two keys go by the name " + name(verifier) + ": name each once");
            }
        }
    }

    /**
     * Nothing is sealed, and seals that are there are not verified, but counted.
     *
     * @return no keys
     */
    public static Seals none() {
        return new Seals(null, List.of());
    }

    /**
     * Only these keys are current, and nothing is sealed: for whoever verifies.
     *
     * @param current the keys
     * @return the keys
     * @throws IllegalArgumentException if two have the same name
     */
    public static Seals verifiedBy(List<? extends SealVerifier> current) {
        return new Seals(null, List.copyOf(current));
    }

    /**
     * New entries are sealed with this key.
     *
     * @param key the key
     * @return the same current keys, and this one
     * @throws IllegalArgumentException if another has the same name
     */
    public Seals sealedBy(Sealer key) {
        List<SealVerifier> keys = new ArrayList<>(current);
        if (sealer != null) {
            keys.remove(sealer);
        }
        keys.add(0, key);
        return new Seals(key, keys);
    }

    /**
     * These keys are current too.
     *
     * @param others keys that other nodes use at the same time
     * @return the key that seals, and these
     * @throws IllegalArgumentException if two have the same name
     */
    public Seals and(List<? extends SealVerifier> others) {
        List<SealVerifier> keys = new ArrayList<>();
        if (sealer != null) {
            keys.add(sealer);
        }
        keys.addAll(others);
        return new Seals(sealer, keys);
    }

    /**
     * The key that seals new entries.
     *
     * @return the sealer; null when nothing is sealed
     */
    public @Nullable Sealer sealer() {
        return sealer;
    }

    /** Whether no key is known: seals can then not be verified. */
    boolean isEmpty() {
        return current.isEmpty();
    }

    /** The current key of that name; null when there is none. */
    @Nullable
    SealVerifier find(Object algorithm, Object keyId) {
        return find(current, algorithm, keyId);
    }

    static @Nullable SealVerifier find(List<? extends SealVerifier> keys, Object algorithm, Object keyId) {
        for (SealVerifier verifier : keys) {
            if (verifier.algorithm().equals(algorithm) && verifier.keyId().equals(keyId)) {
                return verifier;
            }
        }
        return null;
    }

    /** What a message calls the keys that are accepted. */
    String names() {
        return String.join(" or ", current.stream().map(Seals::name).toList());
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
        byte[] seal = sealer.seal(new CanonicalForm().ofSealedEntry(installation, digest));
        if (seal.length == 0 || seal.length > Sealer.LONGEST_SEAL) {
            throw new IllegalStateException("the sealer " + name(sealer) + " made a seal of " + seal.length
                    + " bytes, expected 1 to " + Sealer.LONGEST_SEAL);
        }
        return seal;
    }
}
