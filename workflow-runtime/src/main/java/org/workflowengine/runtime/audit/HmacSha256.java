package org.workflowengine.runtime.audit;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.workflowengine.runtime.core.Digest;
import org.workflowengine.runtime.core.Texts;

/** Seals with a secret key. */
final class HmacSha256 implements Sealer {
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final String keyId;
    private final SecretKeySpec key;

    HmacSha256(String keyId, byte[] key) {
        if (!KEY_ID.matcher(keyId).matches()) {
            throw new IllegalArgumentException("the key id is " + Texts.quoted(keyId) + ", expected " + KEY_ID);
        }
        if (key.length < Digest.BYTES) {
            throw new IllegalArgumentException("the key " + keyId + " has " + key.length + " bytes, expected at least "
                    + Digest.BYTES + " random ones");
        }
        this.keyId = keyId;
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    @Override
    public String algorithm() {
        return "HMAC-SHA-256";
    }

    @Override
    public Optional<String> keyId() {
        return Optional.of(keyId);
    }

    @Override
    public Digest seal(byte[] form) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Digest.of(mac.doFinal(form));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256 and takes any key for it", e);
        }
    }

    /** Names the key, never shows it. */
    @Override
    public String toString() {
        return algorithm() + " with key " + keyId;
    }
}
