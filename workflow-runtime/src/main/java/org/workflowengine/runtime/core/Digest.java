package org.workflowengine.runtime.core;

import java.util.HexFormat;

/**
 * A SHA-256 digest (FIPS 180-4), or another seal of the same length.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {
    /** The digest before the first: 32 zero bytes. */
    public static final Digest ZERO = new Digest("0".repeat(64));

    /** The text has the right form. */
    public Digest {
        if (!Texts.isLowerCaseHex(hex, 64)) {
            throw new IllegalArgumentException(
                    "a digest is 64 lower-case hexadecimal digits, found " + Texts.quoted(hex));
        }
    }

    /**
     * A digest from its bytes.
     *
     * @param bytes 32 bytes; copied
     * @return the digest
     */
    public static Digest of(byte[] bytes) {
        return new Digest(HexFormat.of().formatHex(bytes));
    }

    /**
     * The digest's bytes.
     *
     * @return 32 bytes, the caller's own
     */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /**
     * The first 12 digits, for people.
     *
     * @return 12 hexadecimal digits
     */
    public String abbreviated() {
        return hex.substring(0, 12);
    }

    /** The 64 digits. */
    @Override
    public String toString() {
        return hex;
    }
}
