package org.workflowengine.runtime.core;

import java.util.Objects;
import org.workflowengine.runtime.internal.text.Texts;

/**
 * A fact and the value it has. Immutable. The generated {@code …Fact} classes extend it with one factory for each fact of
 * their workflow.
 */
public class FactValue {
    private final FactRow row;
    private final String value;

    /**
     * A fact with its value.
     *
     * @param row the fact
     * @param value one of {@code row.values()}
     * @throws InvalidFactsException if the fact cannot have that value
     */
    public FactValue(FactRow row, String value) {
        this.row = Objects.requireNonNull(row, "row");
        this.value = Objects.requireNonNull(value, "value");
        if (!row.values().contains(value)) {
            throw new InvalidFactsException(
                    row.id(),
                    Texts.quoted(value),
                    row.isBoolean() ? "true or false" : "one of " + row.values(),
                    Texts.near(value, row.values()));
        }
    }

    /**
     * Which fact it is.
     *
     * @return the fact
     */
    public final FactRow row() {
        return row;
    }

    /**
     * The value as text.
     *
     * @return {@code true}, {@code false} or the name of an enum constant
     */
    public final String value() {
        return value;
    }

    /** Equal if fact and value are. */
    @Override
    public final boolean equals(Object other) {
        return other instanceof FactValue that && row.equals(that.row) && value.equals(that.value);
    }

    @Override
    public final int hashCode() {
        return 31 * row.hashCode() + value.hashCode();
    }

    /** The id and the value. */
    @Override
    public final String toString() {
        return row.id() + "=" + value;
    }
}
