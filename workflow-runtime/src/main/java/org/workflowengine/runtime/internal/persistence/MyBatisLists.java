package org.workflowengine.runtime.internal.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.internal.engine.CaseLists;
import org.workflowengine.runtime.internal.persistence.CaseListMapper.StateCount;

/** The lists of a unit of work. */
final class MyBatisLists implements CaseLists {
    /** How many states one statement asks for: a longer statement takes more time to plan than to run. */
    private static final int KEYS_AT_ONCE = 100;

    /** Does something with the database, and names it if it fails. */
    interface Attempts {
        <T> T attempt(String doing, Supplier<T> work);
    }

    private final CaseListMapper lists;
    private final StoreRules rules;
    private final Attempts reads;

    MyBatisLists(CaseListMapper lists, StoreRules rules, Attempts reads) {
        this.lists = lists;
        this.rules = rules;
        this.reads = reads;
    }

    @Override
    public List<StoredDefinition> definitions() {
        return reads.attempt("reading definitions", lists::definitions);
    }

    @Override
    public List<StoredState> states(Collection<String> workflows) {
        return reads.attempt("reading definitions", () -> lists.states(List.copyOf(workflows)));
    }

    @Override
    public List<CaseHead> list(Collection<StateKey> keys, Span span, int eachAtMost, int limit) {
        return reads.attempt("reading a list of cases", () -> {
            List<CaseHead> page = List.of();
            for (List<StateKey> some : parts(keys)) {
                List<CaseHead> more = rules.readsByRange()
                        ? eachKey(some, span, eachAtMost)
                        : lists.list(some, span, eachAtMost, limit);
                page = page.isEmpty() && !rules.readsByRange() ? more : merged(page, more, span, limit);
            }
            return page;
        });
    }

    private static List<List<StateKey>> parts(Collection<StateKey> keys) {
        List<StateKey> all = List.copyOf(keys);
        List<List<StateKey>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += KEYS_AT_ONCE) {
            parts.add(all.subList(from, Math.min(all.size(), from + KEYS_AT_ONCE)));
        }
        return parts;
    }

    private List<CaseHead> eachKey(List<StateKey> keys, Span span, int limit) {
        List<CaseHead> found = new ArrayList<>();
        long aMicrosecond = span.newestFirst() ? -1 : 1;
        Instant next = span.begin().time().plus(aMicrosecond, ChronoUnit.MICROS);
        for (StateKey key : keys) {
            List<StateKey> one = List.of(key);
            List<CaseHead> atOnce = lists.listAt(one, span, limit);
            found.addAll(atOnce);
            if (atOnce.size() < limit) {
                found.addAll(lists.listFrom(one, span, next, limit - atOnce.size()));
            }
        }
        return found;
    }

    /** Two consecutive statements may both find a case that moves in between. It is shown where its later step has led it. */
    private List<CaseHead> merged(List<CaseHead> some, List<CaseHead> more, Span span, int limit) {
        Map<String, CaseHead> newest = new LinkedHashMap<>();
        for (List<CaseHead> part : List.of(some, more)) {
            part.forEach(head ->
                    newest.merge(head.caseId(), head, (left, right) -> left.seq() > right.seq() ? left : right));
        }
        Comparator<CaseHead> order =
                Comparator.comparing(CaseHead::enteredAt).thenComparing(CaseHead::caseId, rules.textOrder());
        return newest.values().stream()
                .sorted(span.newestFirst() ? order.reversed() : order)
                .limit(limit)
                .toList();
    }

    @Override
    public Map<StateKey, Long> count(Collection<StateKey> keys, Instant from, Instant until, int eachAtMost) {
        return reads.attempt("counting cases", () -> {
            Map<StateKey, Long> counts = new HashMap<>();
            List<List<StateKey>> parts =
                    rules.readsByRange() ? keys.stream().map(List::of).toList() : parts(keys);
            for (List<StateKey> some : parts) {
                for (StateCount count : lists.count(some, from, until, eachAtMost)) {
                    counts.put(new StateKey(count.workflow(), count.version(), count.state()), count.cases());
                }
            }
            return counts;
        });
    }

    @Override
    public List<CaseHead> byId(String caseId, boolean inclusive, int limit) {
        return reads.attempt(
                "reading a list of cases",
                () -> inclusive ? lists.fromId(caseId, limit) : lists.afterId(caseId, limit));
    }

    @Override
    public List<AuditEntry> newestSteps(Position begin, int limit) {
        Instant next = begin.time().plus(1, ChronoUnit.MICROS);
        return reads.attempt("reading the newest steps", () -> lists.newestSteps(begin, next, limit));
    }
}
