package org.workflowengine.runtime.audit;

import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * Which installation of the schema this is: the random id that the script made. What is sealed in one installation does not verify in
 * another. A restored copy of a database has the same id.
 *
 * @param id 32 lower-case hexadecimal digits
 */
public record Installation(String id) {
    /** How many bytes an id has. */
    public static final int BYTES = 16;

    /** The version of the schema that this runtime creates and verifies. */
    public static final int SCHEMA_VERSION = 6;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    /**
     * Checks the form of the id.
     *
     * @param id 32 hexadecimal digits, in lower case
     * @throws IllegalArgumentException if it has another form
     */
    public Installation {
        if (!ID.matcher(Objects.requireNonNull(id, "id")).matches()) {
            throw Arguments.wrong("id", Texts.quoted(id), "32 lower-case hexadecimal digits");
        }
    }

    /**
     * An installation from the bytes of its id.
     *
     * @param bytes 16 bytes
     * @return the installation
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static Installation of(byte[] bytes) {
        if (Objects.requireNonNull(bytes, "bytes").length != BYTES) {
            throw Arguments.wrong("bytes", bytes.length + " bytes", BYTES + " bytes");
        }
        return new Installation(HexFormat.of().formatHex(bytes));
    }

    /**
     * The id's bytes.
     *
     * @return 16 bytes, the caller's own
     */
    public byte[] bytes() {
        return HexFormat.of().parseHex(id);
    }

    /** The id. */
    @Override
    public String toString() {
        return id;
    }
}
