package org.workflowengine.runtime.audit;

import java.util.List;

/**
 * What a verification has come to.
 *
 * @param cases how many cases were looked at
 * @param entries how many audit entries they have
 * @param erased how many of those have lost their payload to a recorded erasure
 * @param sealsNotChecked how many have a seal that could not be verified because no key was given
 * @param faults how many findings there are
 * @param findings the first {@value #KEPT} of them, in the order in which they were found
 */
public record Verdict(
        long cases, long entries, long erased, long sealsNotChecked, long faults, List<Finding> findings) {
    /** How many findings a verdict keeps. */
    public static final int KEPT = 100;

    /** The list is copied. */
    public Verdict {
        findings = List.copyOf(findings);
    }

    /**
     * Whether nothing was found.
     *
     * @return {@code true} when there is no finding
     */
    public boolean isIntact() {
        return faults == 0;
    }

    /** One line for people: {@code intact, 3 erased: 100 cases, 620 entries}. */
    @Override
    public String toString() {
        return (isIntact() ? "intact" : "broken, " + faults + " findings")
                + (erased == 0 ? "" : ", " + erased + " erased")
                + (sealsNotChecked == 0 ? "" : ", " + sealsNotChecked + " seals not checked") + ": " + cases
                + " cases, " + entries + " entries";
    }
}
