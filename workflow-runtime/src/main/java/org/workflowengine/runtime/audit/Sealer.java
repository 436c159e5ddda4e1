package org.workflowengine.runtime.audit;

import java.util.Optional;
import org.workflowengine.runtime.core.Digest;

/**
 * Makes the digest that seals an audit entry. Algorithm and key id are part of what is sealed, so that no entry can be passed
 * off as sealed in another way. Implementations are thread-safe.
 *
 * <p>Another implementation may keep its key in a device: the engine asks for one seal for each step, verification for one for
 * each entry.
 */
public interface Sealer {
    /**
     * The algorithm, as entries name it.
     *
     * @return 1 to 32 characters
     */
    String algorithm();

    /**
     * The id of the key, as entries name it.
     *
     * @return 1 to 64 characters, or empty when the algorithm uses no key
     */
    Optional<String> keyId();

    /**
     * The seal over an entry.
     *
     * @param form the entry's canonical form
     * @return always the same for the same bytes and key
     */
    Digest seal(byte[] form);

    /**
     * SHA-256 (FIPS 180-4), without a key. It shows that an entry was changed, but not that a whole history was written anew:
     * anybody can compute it.
     *
     * @return the default of every runtime
     */
    static Sealer sha256() {
        return Sha256.SEALER;
    }

    /**
     * HMAC-SHA-256 (RFC 2104, FIPS 198-1): nobody without the key can write an entry that verifies, not even the owner of the
     * tables.
     *
     * @param keyId names the key in entries, now and after it has been replaced: 1 to 64 letters, digits, dots, hyphens and
     *     underscores, the first a letter or digit
     * @param key at least 32 random bytes, the length that RFC 2104 advises; copied
     * @return the sealer
     * @throws IllegalArgumentException if the id or the key is unfit
     */
    static Sealer hmacSha256(String keyId, byte[] key) {
        return new HmacSha256(keyId, key);
    }
}
