package org.workflowengine.runtime.audit;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.internal.text.Arguments;

/** Seals with a secret key. */
final class HmacSha256 implements Sealer {
    private final String keyId;
    private final transient SecretKeySpec key;

    HmacSha256(String keyId, byte[] key) {
        this.keyId = KeyIds.checked(keyId);
        if (Objects.requireNonNull(key, "key").length < Digest.BYTES) {
            throw Arguments.wrong(
                    "key", key.length + " bytes for " + keyId, "at least " + Digest.BYTES + " random ones");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    @Override
    public String algorithm() {
        return "HMAC-SHA-256";
    }

    @Override
    public String keyId() {
        return keyId;
    }

    @Override
    public byte[] seal(byte[] form) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(Objects.requireNonNull(form, "form"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256 and takes any key for it", e);
        }
    }

    @Override
    public boolean verifies(byte[] form, byte[] seal) {
        return MessageDigest.isEqual(seal(form), Objects.requireNonNull(seal, "seal"));
    }

    /** Names the key, never shows it. */
    @Override
    public String toString() {
        return Seals.name(this);
    }
}
