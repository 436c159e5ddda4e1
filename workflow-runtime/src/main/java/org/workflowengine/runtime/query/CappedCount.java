package org.workflowengine.runtime.query;

import java.util.Objects;

/** A number of cases that was counted up to a limit: {@code 37}, or {@code 1000+}. Immutable. */
public final class CappedCount {
    private final long value;
    private final boolean exact;

    private CappedCount(long value, boolean exact) {
        this.value = value;
        this.exact = exact;
    }

    /** Of a count that went one further than asked for. */
    static CappedCount of(long counted, int atMost) {
        return new CappedCount(Math.min(counted, atMost), counted <= atMost);
    }

    static CappedCount atLeast(long counted) {
        return new CappedCount(counted, false);
    }

    /** {@return how many there are; at least so many, if it is not exact} */
    public long value() {
        return value;
    }

    /** {@return whether there are no more} */
    public boolean isExact() {
        return exact;
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CappedCount that && value == that.value && exact == that.exact;
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, exact);
    }

    /** For people: the number, and a plus where there may be more. */
    @Override
    public String toString() {
        return exact ? Long.toString(value) : value + "+";
    }
}
