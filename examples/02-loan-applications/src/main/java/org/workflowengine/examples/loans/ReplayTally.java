package org.workflowengine.examples.loans;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.workflowengine.examples.loans.LogLine.Event;
import org.workflowengine.examples.loans.LogLine.Malformed;
import org.workflowengine.runtime.core.Refusal;

/** Counts what became of the lines, and remembers the first refusal of each kind. */
final class ReplayTally implements ReplayListener {
    private final Map<String, RefusalGroup> refusals = new TreeMap<>();
    private long openings;
    private long transitions;
    private long malformed;

    @Override
    public void opened(Event event) {
        openings++;
    }

    @Override
    public void moved(Event event) {
        transitions++;
    }

    @Override
    public void refused(Event event, Refusal refusal) {
        RefusalGroup first = new RefusalGroup(kind(refusal), 1, event, refusal.explanation());
        refusals.merge(first.kind(), first, (group, one) -> group.oneMore());
    }

    @Override
    public void skipped(Malformed line) {
        malformed++;
    }

    /** The words of the type's name. From Java 21 on this would be a switch over the sealed type. */
    private static String kind(Refusal refusal) {
        return refusal.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    long openings() {
        return openings;
    }

    long transitions() {
        return transitions;
    }

    long applied() {
        return openings + transitions;
    }

    long refused() {
        return refusals.values().stream().mapToLong(RefusalGroup::count).sum();
    }

    long malformed() {
        return malformed;
    }

    /** The largest group first. */
    List<RefusalGroup> refusals() {
        return refusals.values().stream()
                .sorted(Comparator.comparingLong(RefusalGroup::count).reversed())
                .toList();
    }
}
