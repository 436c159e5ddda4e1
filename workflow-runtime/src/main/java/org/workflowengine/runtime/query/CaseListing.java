package org.workflowengine.runtime.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Refusal.InvalidInput;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.internal.engine.CaseLists;
import org.workflowengine.runtime.internal.engine.CaseLists.Position;
import org.workflowengine.runtime.internal.engine.CaseLists.Span;
import org.workflowengine.runtime.internal.engine.CaseLists.StateKey;
import org.workflowengine.runtime.internal.text.Texts;
import org.workflowengine.runtime.query.Criteria.Order;

/** What a search finds, read in one unit of work. */
final class CaseListing {
    private static final Comparator<StateKey> BY_STATE = Comparator.comparing(StateKey::workflow)
            .thenComparing(StateKey::version)
            .thenComparing(StateKey::state);

    private final CaseLists lists;
    private final Criteria criteria;

    CaseListing(CaseLists lists, Criteria criteria) {
        this.lists = lists;
        this.criteria = criteria;
    }

    CasePage page() {
        if (!criteria.idPrefix.isEmpty()) {
            return pageById();
        }
        Span span = criteria.span();
        int limit = criteria.limit;
        List<CaseHead> found = lists.list(SearchedStates.of(lists, criteria), span, limit + 1, limit + 1);
        if (found.size() <= limit) {
            return new CasePage(found, Optional.empty());
        }
        CaseHead last = found.get(limit - 1);
        return new CasePage(
                found.subList(0, limit), Optional.of(cursor(new Position(last.enteredAt(), last.caseId()))));
    }

    private CasePage pageById() {
        @Nullable
        String behind = criteria.cursor == null
                ? null
                : Cursor.read(criteria.searched(), criteria.cursor).caseId();
        IdScan scan = idScan(behind);
        List<CaseHead> found = new ArrayList<>();
        IdScan.End end = scan.read(criteria.limit + 1, found::add);
        if (found.size() > criteria.limit) {
            found.remove(criteria.limit);
            return new CasePage(
                    found,
                    Optional.of(
                            cursor(IdScan.place(found.get(criteria.limit - 1).caseId()))));
        }
        return new CasePage(found, end.place().map(this::cursor));
    }

    private IdScan idScan(@Nullable String behind) {
        if (criteria.order != Order.NOT_SAID) {
            throw new RefusedException(new InvalidInput(
                    "order",
                    criteria.newestFirst() ? "the newest first" : "the oldest first",
                    "the order of ids, which a search by " + Texts.quoted(criteria.idPrefix) + " as id prefix has"));
        }
        Optional<Set<StateKey>> states = criteria.namesStates()
                ? Optional.of(new HashSet<>(SearchedStates.of(lists, criteria)))
                : Optional.empty();
        return new IdScan(lists, criteria, states, behind);
    }

    private String cursor(Position place) {
        return Cursor.of(criteria.searched(), place);
    }

    CappedCount count(int atMost) {
        if (!criteria.idPrefix.isEmpty()) {
            long[] counted = {0};
            IdScan.End end = idScan(null).read(atMost + 1, head -> counted[0]++);
            return end.place().isPresent() && counted[0] <= atMost
                    ? CappedCount.atLeast(counted[0])
                    : CappedCount.of(counted[0], atMost);
        }
        long counted =
                counts(atMost).values().stream().mapToLong(Long::longValue).sum();
        return CappedCount.of(counted, atMost);
    }

    List<StateCount> countByState(int atMost) {
        refuseIdPrefix();
        return counts(atMost).entrySet().stream()
                .sorted(Map.Entry.comparingByKey(BY_STATE))
                .map(count -> new StateCount(
                        count.getKey().workflow(),
                        count.getKey().version(),
                        count.getKey().state(),
                        CappedCount.of(count.getValue(), atMost)))
                .toList();
    }

    private Map<StateKey, Long> counts(int atMost) {
        return lists.count(SearchedStates.of(lists, criteria), criteria.from, criteria.until, atMost + 1);
    }

    List<CaseHead> oldestByState() {
        refuseIdPrefix();
        List<StateKey> states = SearchedStates.of(lists, criteria);
        Span span = new Span(new Position(criteria.from, ""), criteria.until, false);
        return lists.list(states, span, 1, Integer.MAX_VALUE).stream()
                .sorted(Comparator.comparing(
                        head -> new StateKey(head.workflow(), head.version(), head.state()), BY_STATE))
                .toList();
    }

    private void refuseIdPrefix() {
        if (!criteria.idPrefix.isEmpty()) {
            throw new RefusedException(new InvalidInput(
                    "id prefix", Texts.quoted(criteria.idPrefix), "none where cases are told state by state"));
        }
    }
}
