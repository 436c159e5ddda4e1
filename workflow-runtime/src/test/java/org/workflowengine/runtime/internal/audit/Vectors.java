package org.workflowengine.runtime.internal.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.workflowengine.runtime.audit.Installation;
import org.workflowengine.runtime.audit.Sealer;

/** The installation and the keys of the published vectors. */
public final class Vectors {
    public static final Installation INSTALLATION = new Installation("00112233445566778899aabbccddeeff");

    static final String SECRET = "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";

    /** The first of RFC 8032, with what PKCS #8 and X.509 write before a key of Ed25519. */
    private static final String PRIVATE_KEY =
            "302e020100300506032b657004220420" + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final String PUBLIC_KEY =
            "302a300506032b6570032100" + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private Vectors() {}

    public static byte[] secret() {
        return HexFormat.of().parseHex(SECRET);
    }

    public static Sealer hmac() {
        return Sealer.hmacSha256("2026-03", secret());
    }

    public static Sealer ed25519() {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(PRIVATE_KEY)));
            return Sealer.ed25519("2026-04", key, publicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(PUBLIC_KEY)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
