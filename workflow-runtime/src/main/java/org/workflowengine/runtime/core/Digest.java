package org.workflowengine.runtime.core;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.internal.text.Texts;

/** A SHA-256 digest (FIPS 180-4). Immutable. */
public final class Digest implements Serializable {
    private static final long serialVersionUID = 1;

    /** How many bytes a digest has. */
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A digest from its text.
     *
     * @param hex 64 lower-case hexadecimal digits
     * @throws IllegalArgumentException if the text has another form
     */
    public Digest(String hex) {
        if (!Texts.isLowerCaseHex(Objects.requireNonNull(hex, "hex"), 2 * BYTES)) {
            throw Arguments.wrong("hex", Texts.quoted(hex), "64 lower-case hexadecimal digits");
        }
        this.bytes = HexFormat.of().parseHex(hex);
    }

    /**
     * A digest from its bytes.
     *
     * @param bytes 32 bytes; copied
     * @return the digest
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static Digest of(byte[] bytes) {
        if (Objects.requireNonNull(bytes, "bytes").length != BYTES) {
            throw Arguments.wrong("bytes", bytes.length + " bytes", BYTES + " bytes");
        }
        return new Digest(bytes.clone());
    }

    /**
     * The digest's text.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * The digest's bytes.
     *
     * @return 32 bytes, the caller's own
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The first 12 digits, for people.
     *
     * @return 12 hexadecimal digits
     */
    public String abbreviated() {
        return HexFormat.of().formatHex(bytes, 0, 6);
    }

    /** Equal if the bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The 64 digits. */
    @Override
    public String toString() {
        return hex();
    }
}
