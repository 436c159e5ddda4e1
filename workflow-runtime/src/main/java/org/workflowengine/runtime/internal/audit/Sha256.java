package org.workflowengine.runtime.internal.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.workflowengine.runtime.core.Digest;

/** SHA-256 (FIPS 180-4), which every Java platform has. */
final class Sha256 {
    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static Digest of(byte[] form) {
        return Digest.of(digest().digest(form));
    }
}
