package org.workflowengine.runtime.internal.audit;

import java.util.Locale;

/** A column of a stored row, as verification reads it. Implemented by enums whose constants are named like the columns. */
public interface Column {
    /** What a column holds. */
    enum Kind {
        /** A {@link String}. */
        TEXT,
        /** A whole number, as a {@link Long}. */
        NUMBER,
        /** A {@code byte[]}. */
        BINARY,
        /** Whole microseconds since 1970-01-01T00:00:00Z, as a {@link Long}. */
        TIME,
        /** A {@link Boolean}. */
        FLAG
    }

    /**
     * The constant's name.
     *
     * @return the column's name in capitals
     */
    String name();

    /**
     * What the column holds.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * Whether a sound row may have null there.
     *
     * @return {@code true} if it may; by default {@code false}
     */
    default boolean isNullable() {
        return false;
    }

    /**
     * The column's name as the schema writes it.
     *
     * @return lower-case letters and underscores
     */
    default String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
