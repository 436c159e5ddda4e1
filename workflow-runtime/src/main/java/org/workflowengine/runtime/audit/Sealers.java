package org.workflowengine.runtime.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The seals that verification accepts. Any other fails closed.
 *
 * @param current the one that seals new entries
 * @param former those that were current before; a case never goes back to one of them
 */
public record Sealers(Sealer current, List<Sealer> former) {

    /** The list is copied. No two sealers go by one name. */
    public Sealers {
        former = List.copyOf(former);
        Set<String> names = new HashSet<>(Set.of(name(current)));
        for (Sealer sealer : former) {
            if (!names.add(name(sealer))) {
                throw new IllegalArgumentException("two sealers go by the name " + name(sealer));
            }
        }
    }

    /**
     * Only one seal is accepted.
     *
     * @param current the seal
     * @return the sealers
     */
    public static Sealers only(Sealer current) {
        return new Sealers(current, List.of());
    }

    /** The sealer of that name; null when there is none. */
    @Nullable
    Sealer find(String algorithm, @Nullable Object keyId) {
        if (matches(current, algorithm, keyId)) {
            return current;
        }
        for (Sealer sealer : former) {
            if (matches(sealer, algorithm, keyId)) {
                return sealer;
            }
        }
        return null;
    }

    private static boolean matches(Sealer sealer, String algorithm, @Nullable Object keyId) {
        Optional<String> expected = sealer.keyId();
        return sealer.algorithm().equals(algorithm)
                && (expected.isPresent() ? expected.get().equals(keyId) : keyId == null);
    }

    static String name(Sealer sealer) {
        return sealer.algorithm() + sealer.keyId().map(id -> " with key " + id).orElse("");
    }
}
