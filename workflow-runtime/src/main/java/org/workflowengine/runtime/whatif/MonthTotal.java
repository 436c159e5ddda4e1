package org.workflowengine.runtime.whatif;

import java.time.YearMonth;
import java.util.Objects;

/** The answers of the cases of one month. Immutable. */
public final class MonthTotal {
    private final YearMonth month;
    private final CaseTotals totals;

    MonthTotal(YearMonth month, CaseTotals totals) {
        this.month = month;
        this.totals = totals;
    }

    /** {@return the month, UTC} */
    public YearMonth month() {
        return month;
    }

    /** {@return the cases} */
    public CaseTotals totals() {
        return totals;
    }

    String json() {
        return totals.json(JsonLine.of("month").put("month", month.toString())).toString();
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MonthTotal that && month.equals(that.month) && totals.equals(that.totals);
    }

    @Override
    public int hashCode() {
        return Objects.hash(month, totals);
    }

    @Override
    public String toString() {
        return month + ": " + totals;
    }
}
