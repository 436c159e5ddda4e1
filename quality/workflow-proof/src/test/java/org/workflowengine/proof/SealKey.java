package org.workflowengine.proof;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.workflowengine.runtime.RuntimeOptions;
import org.workflowengine.runtime.audit.Sealer;

/** The keys of the proofs: each seals with the runtime, and verifies with the JDK alone. */
enum SealKey {
    HMAC("HMAC-SHA-256", "proof-shared") {
        @Override
        Sealer sealer() {
            return Sealer.hmacSha256(keyId, SECRET);
        }

        @Override
        boolean verifies(byte[] form, byte[] seal) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return Arrays.equals(mac.doFinal(form), seal);
        }
    },
    ED25519("Ed25519", "proof-signing") {
        @Override
        Sealer sealer() {
            try {
                KeyFactory keys = KeyFactory.getInstance("Ed25519");
                PrivateKey privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(PRIVATE));
                return Sealer.ed25519(keyId, privateKey, keys.generatePublic(new X509EncodedKeySpec(PUBLIC)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        boolean verifies(byte[] form, byte[] seal) throws GeneralSecurityException {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(PUBLIC));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(form);
            try {
                return signature.verify(seal);
            } catch (SignatureException e) {
                // These bytes are no signature at all.
                return false;
            }
        }
    };

    private static final byte[] SECRET =
            HexFormat.of().parseHex("6b657920666f722070726f6f6673206f6e6c792c203332206279746573206c6f");

    /** The first key pair of RFC 8032, section 7.1, in PKCS #8 and X.509. */
    private static final byte[] PRIVATE = HexFormat.of()
            .parseHex("302e020100300506032b657004220420"
                    + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    private static final byte[] PUBLIC = HexFormat.of()
            .parseHex("302a300506032b6570032100" + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

    final String algorithm;
    final String keyId;

    SealKey(String algorithm, String keyId) {
        this.algorithm = algorithm;
        this.keyId = keyId;
    }

    abstract Sealer sealer();

    abstract boolean verifies(byte[] form, byte[] seal) throws GeneralSecurityException;

    /** Seals with this key, and takes the other one's seals for good. */
    RuntimeOptions in(RuntimeOptions options) {
        SealKey other = this == HMAC ? ED25519 : HMAC;
        return options.sealer(sealer()).alsoAccepted(other.sealer());
    }

    /** What is wrong with a row's seal, when one of these keys is due; null when nothing is. */
    static String fault(List<SealKey> due, AuditRow row, byte[] installation) {
        return fault(due, row.algorithm(), row.keyId(), row.sealed(installation), row.seal());
    }

    /** The same of a tombstone. */
    static String fault(List<SealKey> due, TombstoneRow row, byte[] installation) {
        return fault(due, row.algorithm(), row.keyId(), row.sealed(installation), row.seal());
    }

    private static String fault(List<SealKey> due, String algorithm, String keyId, byte[] form, byte[] seal) {
        boolean whole = seal != null && algorithm != null && keyId != null;
        if (!whole && (seal != null || algorithm != null || keyId != null)) {
            return "a part of a seal";
        }
        if (whole != !due.isEmpty()) {
            return whole ? "a seal, where none is due" : "no seal, where one is due";
        }
        if (!whole) {
            return null;
        }
        for (SealKey key : due) {
            if (key.algorithm.equals(algorithm) && key.keyId.equals(keyId)) {
                try {
                    return key.verifies(form, seal) ? null : "the seal is wrong";
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return "a seal of a key that nobody has";
    }
}
