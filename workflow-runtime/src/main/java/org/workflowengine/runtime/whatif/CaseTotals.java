package org.workflowengine.runtime.whatif;

import java.util.Objects;

/** Numbers of cases, by answer. Immutable. */
public final class CaseTotals {
    private final long same;
    private final long refused;
    private final long notComparable;

    private CaseTotals(long same, long refused, long notComparable) {
        this.same = same;
        this.refused = refused;
        this.notComparable = notComparable;
    }

    /** {@return all of them} */
    public long cases() {
        return same + refused + notComparable;
    }

    /** {@return how many would have been the same} */
    public long same() {
        return same;
    }

    /** {@return of how many the rules refuse a step} */
    public long refused() {
        return refused;
    }

    /** {@return how many are not comparable to their end} */
    public long notComparable() {
        return notComparable;
    }

    JsonLine json(JsonLine line) {
        return line.put("cases", cases())
                .put("same", same)
                .put("refused", refused)
                .put("not_comparable", notComparable);
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CaseTotals that
                && same == that.same
                && refused == that.refused
                && notComparable == that.notComparable;
    }

    @Override
    public int hashCode() {
        return Objects.hash(same, refused, notComparable);
    }

    /** For people: {@code 12 cases: 9 same, 2 refused, 1 not comparable}. */
    @Override
    public String toString() {
        return cases() + (cases() == 1 ? " case: " : " cases: ") + same + " same, " + refused + " refused, "
                + notComparable + " not comparable";
    }

    /** Counts. Used by one thread. */
    static final class Builder {
        private long same;
        private long refused;
        private long notComparable;

        void add(Answer answer) {
            switch (answer) {
                case SAME -> same++;
                case REFUSED -> refused++;
                case NOT_COMPARABLE -> notComparable++;
            }
        }

        CaseTotals build() {
            return new CaseTotals(same, refused, notComparable);
        }
    }
}
