package org.workflowengine.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workflowengine.dashboard.internal.view.Formats;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.query.CappedCount;
import org.workflowengine.runtime.query.CaseSearch;
import org.workflowengine.runtime.query.StateCount;

/** How many cases are in each state, up to a limit, and how long the oldest of each has been there: two queries that indexes answer. */
final class Counts {
    private record Key(String workflow, int version, String state) {}

    private final Map<Key, CappedCount> counts = new HashMap<>();
    private final Map<Key, Instant> oldest = new HashMap<>();
    private final List<StateCount> all;
    private final List<CaseHead> oldestByState;

    private Counts(List<StateCount> all, List<CaseHead> oldestByState) {
        this.all = all;
        this.oldestByState = List.copyOf(oldestByState);
        all.forEach(each -> counts.put(new Key(each.workflow(), each.version(), each.state()), each.cases()));
        oldestByState.forEach(
                head -> oldest.put(new Key(head.workflow(), head.version(), head.state()), head.enteredAt()));
    }

    static Counts of(CaseSearch cases) {
        return new Counts(cases.countByState(Formats.CAP), cases.oldestByState());
    }

    List<StateCount> all() {
        return all;
    }

    /** {@code 640}, {@code 1,001+}, or an empty text for none. */
    String cases(String workflow, int version, String state) {
        CappedCount count = counts.get(new Key(workflow, version, state));
        return count == null ? "" : Formats.count(count);
    }

    /** The same for sorting: beyond the limit all are alike. */
    long number(String workflow, int version, String state) {
        CappedCount count = counts.get(new Key(workflow, version, state));
        return count == null ? 0 : count.value() + (count.isExact() ? 0 : 1);
    }

    Optional<Duration> oldest(String workflow, int version, String state, Instant now) {
        return Optional.ofNullable(oldest.get(new Key(workflow, version, state)))
                .map(since -> Duration.between(since, now));
    }

    /** The oldest case of each state of a workflow, in any version: the oldest of all first. */
    List<CaseHead> oldest(String workflow) {
        return oldestByState.stream()
                .filter(head -> head.workflow().equals(workflow))
                .sorted(Comparator.comparing(CaseHead::enteredAt).thenComparing(CaseHead::caseId))
                .toList();
    }

    /** How many follow a version, or an empty text for none. */
    String ofVersion(String workflow, int version) {
        return sum(all.stream()
                .filter(each -> each.workflow().equals(workflow) && each.version() == version)
                .toList());
    }

    /** How many follow a version before this one, or an empty text for none. */
    String before(String workflow, int version) {
        return sum(all.stream()
                .filter(each -> each.workflow().equals(workflow) && each.version() < version)
                .toList());
    }

    private static String sum(List<StateCount> counts) {
        long sum = counts.stream().mapToLong(each -> each.cases().value()).sum();
        boolean isExact = counts.stream().allMatch(each -> each.cases().isExact());
        return sum == 0 ? "" : Formats.number(sum) + (isExact ? "" : "+");
    }
}
