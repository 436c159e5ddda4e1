package org.workflowengine.runtime.audit;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Objects;
import org.workflowengine.runtime.internal.text.Arguments;

/** Verifies signatures with a public key. */
class Ed25519 implements SealVerifier {
    private static final String ALGORITHM = "Ed25519";

    private final String keyId;
    private final PublicKey publicKey;

    Ed25519(String keyId, PublicKey publicKey) {
        this.keyId = KeyIds.checked(keyId);
        this.publicKey = Objects.requireNonNull(publicKey, "publicKey");
        try {
            signature().initVerify(publicKey);
        } catch (InvalidKeyException e) {
            throw unfit("publicKey", publicKey, e);
        }
    }

    /** Signs with the private key. */
    static final class WithPrivateKey extends Ed25519 implements Sealer {
        private final transient PrivateKey privateKey;

        WithPrivateKey(String keyId, PrivateKey privateKey, PublicKey publicKey) {
            super(keyId, publicKey);
            this.privateKey = privateKey;
            byte[] trial = {1};
            boolean pair;
            try {
                pair = verifies(trial, signed(trial));
            } catch (InvalidKeyException e) {
                throw unfit("privateKey", privateKey, e);
            }
            if (!pair) {
                throw Arguments.wrong(
                        "publicKey",
                        "one for " + keyId + " that does not verify what the private key signs",
                        "the one that belongs to it");
            }
        }

        @Override
        public byte[] seal(byte[] form) {
            try {
                return signed(Objects.requireNonNull(form, "form"));
            } catch (InvalidKeyException e) {
                throw new IllegalStateException("the key signed before", e);
            }
        }

        private byte[] signed(byte[] form) throws InvalidKeyException {
            Signature signature = signature();
            signature.initSign(privateKey);
            try {
                signature.update(form);
                return signature.sign();
            } catch (SignatureException e) {
                throw new IllegalStateException("Ed25519 signs any bytes", e);
            }
        }
    }

    final IllegalArgumentException unfit(String parameter, Key found, InvalidKeyException cause) {
        IllegalArgumentException wrong =
                Arguments.wrong(parameter, "a key of " + found.getAlgorithm() + " for " + keyId, "one of " + ALGORITHM);
        wrong.initCause(cause);
        return wrong;
    }

    @Override
    public final String algorithm() {
        return ALGORITHM;
    }

    @Override
    public final String keyId() {
        return keyId;
    }

    @Override
    public final boolean verifies(byte[] form, byte[] seal) {
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(seal, "seal");
        Signature signature = signature();
        try {
            signature.initVerify(publicKey);
            signature.update(form);
            return signature.verify(seal);
        } catch (SignatureException e) {
            // The bytes are not the encoding of any signature.
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("the key was taken before", e);
        }
    }

    private static Signature signature() {
        try {
            return Signature.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** Names the key, never shows it. */
    @Override
    public final String toString() {
        return Seals.name(this);
    }
}
