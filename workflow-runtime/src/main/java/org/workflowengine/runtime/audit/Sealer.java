package org.workflowengine.runtime.audit;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Objects;

/**
 * Seals what the engine records. A seal proves to everybody who can verify it that somebody with the key recorded the entry. Each entry
 * has a digest, which anybody can compute; the seal is made over the digest and the installation's id. The digest covers algorithm and
 * key id, so a seal can neither be removed nor passed off as another. Implementations are thread-safe.
 *
 * <p>Your own implementation may keep its key in a device: the engine asks for one seal for each step.
 */
public interface Sealer extends SealVerifier {
    /** How long a seal can be. */
    int LONGEST_SEAL = 512;

    /**
     * The seal over these bytes.
     *
     * @param form the bytes
     * @return 1 to {@value #LONGEST_SEAL} bytes
     */
    byte[] seal(byte[] form);

    /**
     * HMAC-SHA-256 (RFC 2104, FIPS 198-1): nobody without the key can write an entry that verifies, not even the owner of the tables. It
     * is the cheap choice. Anyone who can verify can also forge, because it is the same key.
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

    /**
     * Ed25519 signatures (RFC 8032): being able to verify does not mean being able to forge. A seal costs some hundred times as much as
     * an HMAC.
     *
     * @param keyId as {@link #hmacSha256}
     * @param privateKey an Ed25519 private key, kept where the database is not
     * @param publicKey the public key that belongs to it
     * @return the sealer
     * @throws IllegalArgumentException if the id or a key is unfit, or the keys do not belong together
     */
    static Sealer ed25519(String keyId, PrivateKey privateKey, PublicKey publicKey) {
        return new Ed25519.WithPrivateKey(keyId, Objects.requireNonNull(privateKey, "privateKey"), publicKey);
    }
}
