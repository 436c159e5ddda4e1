package org.workflowengine.runtime.core;

import java.util.HexFormat;

/**
 * Random bytes that keep an erased payload from being guessed back out of its digest.
 *
 * @param hex 32 lower-case hexadecimal digits, that is 128 bits
 */
public record Salt(String hex) {
    /** How many bytes a salt has. */
    public static final int BYTES = 16;

    /** The text has the right form. */
    public Salt {
        if (!Texts.isLowerCaseHex(hex, 2 * BYTES)) {
            throw new IllegalArgumentException(
                    "a salt is " + 2 * BYTES + " lower-case hexadecimal digits, found " + hex.length() + " characters");
        }
    }

    /**
     * A salt from its bytes.
     *
     * @param bytes 16 bytes; copied
     * @return the salt
     */
    public static Salt of(byte[] bytes) {
        return new Salt(HexFormat.of().formatHex(bytes));
    }

    /**
     * The salt's bytes.
     *
     * @return 16 bytes, the caller's own
     */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
