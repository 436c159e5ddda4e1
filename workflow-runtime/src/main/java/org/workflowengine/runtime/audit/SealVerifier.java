package org.workflowengine.runtime.audit;

import java.security.PublicKey;

/**
 * Checks whether a seal was made with a certain key. Implementations are thread-safe.
 *
 * @see Sealer
 */
public interface SealVerifier {
    /**
     * The algorithm, as entries name it.
     *
     * @return 1 to 32 characters
     */
    String algorithm();

    /**
     * The id of the key, as entries name it.
     *
     * @return 1 to 64 characters
     */
    String keyId();

    /**
     * Whether the seal was made over these bytes with this key.
     *
     * @param form the bytes
     * @param seal what is stored in place of a seal, any bytes
     * @return {@code false} for anything but a seal of this key over these bytes; never an exception because of the seal's contents
     */
    boolean verifies(byte[] form, byte[] seal);

    /**
     * Ed25519 (RFC 8032) with the public key: it can verify seals, but not make one.
     *
     * @param keyId names the key in entries: 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit
     * @param publicKey an Ed25519 public key
     * @return the verifier
     * @throws IllegalArgumentException if the id or the key is unsuitable
     */
    static SealVerifier ed25519(String keyId, PublicKey publicKey) {
        return new Ed25519(keyId, publicKey);
    }
}
