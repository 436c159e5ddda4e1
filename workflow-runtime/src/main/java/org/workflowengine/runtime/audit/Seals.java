package org.workflowengine.runtime.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The known keys. Current keys are the one that seals new entries and those that other nodes use at the same time; any mix of them is
 * accepted, as happens while a new key is deployed node by node. A former key is no longer used and may be in anybody's hands: its seals
 * count only for steps listed by a checkpoint that is itself sealed with a current key. Immutable.
 */
public final class Seals {
    private final @Nullable Sealer sealer;
    private final List<SealVerifier> current;
    private final List<SealVerifier> former;
    private final boolean formerUnsealed;

    private Seals(
            @Nullable Sealer sealer, List<SealVerifier> current, List<SealVerifier> former, boolean formerUnsealed) {
        this.sealer = sealer;
        this.current = List.copyOf(current);
        this.former = List.copyOf(former);
        this.formerUnsealed = formerUnsealed;
        Set<String> names = new HashSet<>();
        for (List<SealVerifier> keys : List.of(current, former)) {
            for (SealVerifier verifier : keys) {
                if (!names.add(name(verifier))) {
                    throw new IllegalArgumentException(
                            "two keys go by the name " + name(verifier) + ": name each once");
                }
            }
        }
        if (current.isEmpty() && (formerUnsealed || !former.isEmpty())) {
            throw new IllegalArgumentException("former keys were named and no current one: name the current key too");
        }
    }

    /**
     * Nothing is sealed, and existing seals are counted but not verified.
     *
     * @return no keys
     */
    public static Seals none() {
        return new Seals(null, List.of(), List.of(), false);
    }

    /**
     * Only these keys are current, and nothing is sealed: for verification only.
     *
     * @param current the keys
     * @return the keys
     * @throws IllegalArgumentException if two have the same name
     */
    public static Seals verifiedBy(List<? extends SealVerifier> current) {
        return new Seals(null, List.copyOf(Objects.requireNonNull(current, "current")), List.of(), false);
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
        keys.add(0, Objects.requireNonNull(key, "key"));
        return new Seals(key, keys, former, formerUnsealed);
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
        keys.addAll(Objects.requireNonNull(others, "others"));
        return new Seals(sealer, keys, former, formerUnsealed);
    }

    /**
     * These keys are former ones, which no node uses any more.
     *
     * @param keys the keys; those given before are replaced
     * @return the same current keys, and these
     * @throws IllegalArgumentException if two keys have the same name, or there is no current one
     */
    public Seals former(List<? extends SealVerifier> keys) {
        return new Seals(sealer, current, List.copyOf(Objects.requireNonNull(keys, "keys")), formerUnsealed);
    }

    /**
     * Entries were not sealed at all before there was a key: having no seal is then treated like a former key.
     *
     * @return the same keys
     * @throws IllegalArgumentException if there is no current key
     */
    public Seals formerUnsealed() {
        return new Seals(sealer, current, former, true);
    }

    /**
     * The key that seals new entries.
     *
     * @return the sealer; null if nothing is sealed
     */
    public @Nullable Sealer sealer() {
        return sealer;
    }

    /**
     * The current keys, including the one that seals.
     *
     * @return an unmodifiable list; empty if nothing is verified
     */
    public List<SealVerifier> current() {
        return current;
    }

    /**
     * The former keys.
     *
     * @return an unmodifiable list
     */
    public List<SealVerifier> former() {
        return former;
    }

    /**
     * Whether there was a time before the first key.
     *
     * @return {@code true} after {@link #formerUnsealed()}
     */
    public boolean isFormerUnsealed() {
        return formerUnsealed;
    }

    /** How messages name a key. */
    static String name(SealVerifier key) {
        return key.algorithm() + " with key " + key.keyId();
    }
}
