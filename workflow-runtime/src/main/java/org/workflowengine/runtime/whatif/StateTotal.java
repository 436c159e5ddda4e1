package org.workflowengine.runtime.whatif;

import java.util.Objects;

/** How many cases part from the recorded path in one state. Immutable. */
public final class StateTotal {
    private final String state;
    private final CaseTotals totals;

    StateTotal(String state, CaseTotals totals) {
        this.state = state;
        this.totals = totals;
    }

    /** {@return the id of a state of the rules, or {@code Definition.NEW} of cases whose first step is not the same} */
    public String state() {
        return state;
    }

    /** {@return the cases, none of them the same} */
    public CaseTotals totals() {
        return totals;
    }

    String json() {
        return JsonLine.of("state")
                .put("state", state)
                .put("refused", totals.refused())
                .put("not_comparable", totals.notComparable())
                .toString();
    }

    /** Equal when all properties are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StateTotal that && state.equals(that.state) && totals.equals(that.totals);
    }

    @Override
    public int hashCode() {
        return Objects.hash(state, totals);
    }

    @Override
    public String toString() {
        return "in " + state + ": " + totals.refused() + " refused, " + totals.notComparable() + " not comparable";
    }
}
