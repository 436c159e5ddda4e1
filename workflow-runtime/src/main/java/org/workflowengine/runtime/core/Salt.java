package org.workflowengine.runtime.core;

import java.util.Arrays;
import java.util.Objects;
import org.workflowengine.runtime.internal.text.Arguments;

/**
 * Random bytes that prevent an erased payload from being guessed from its digest. Immutable. Nothing shows them by accident: neither
 * {@link #toString()} nor a serializer that reads getters or fields.
 */
public final class Salt {
    /** How many bytes a salt has: 128 bits. */
    public static final int BYTES = 16;

    private final transient byte[] bytes;

    private Salt(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A salt from its bytes.
     *
     * @param bytes 16 bytes; copied
     * @return the salt
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static Salt of(byte[] bytes) {
        if (Objects.requireNonNull(bytes, "bytes").length != BYTES) {
            throw Arguments.wrong("bytes", bytes.length + " bytes", BYTES + " bytes");
        }
        return new Salt(bytes.clone());
    }

    /**
     * The salt's bytes.
     *
     * @return 16 bytes, the caller's own
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Equal if the bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Salt that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Says that there is one, and never which. */
    @Override
    public String toString() {
        return "Salt[" + BYTES + " bytes]";
    }
}
