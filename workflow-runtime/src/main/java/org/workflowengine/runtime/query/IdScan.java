package org.workflowengine.runtime.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.internal.engine.CaseLists;
import org.workflowengine.runtime.internal.engine.CaseLists.Position;
import org.workflowengine.runtime.internal.engine.CaseLists.StateKey;

/**
 * Looks through the cases whose ids begin with a text, in the order of their ids. In every order of texts they stand side by side, and nothing
 * that begins so stands before the text itself: no pattern, and no end of the range, is asked of a database.
 */
final class IdScan {
    /** How many cases are looked at for one answer. */
    static final int MOST = 10_000;

    private static final int SLICE = 1_000;

    private final CaseLists lists;
    private final Criteria criteria;
    private final Optional<Set<StateKey>> states;
    private final @Nullable String behind;

    /**
     * A scan that has not begun.
     *
     * @param states in which the cases are; empty when it does not matter
     * @param behind the id behind which to begin; null to begin with the first
     */
    IdScan(CaseLists lists, Criteria criteria, Optional<Set<StateKey>> states, @Nullable String behind) {
        this.lists = lists;
        this.criteria = criteria;
        this.states = states;
        this.behind = behind;
    }

    /** Where a scan has stopped; empty where there is nothing behind. */
    record End(Optional<Position> place) {}

    /** A place in the order of ids: there the time means nothing. */
    static Position place(String caseId) {
        return new Position(Instant.EPOCH, caseId);
    }

    /** Gives so many cases that match to a consumer, or fewer. */
    End read(int wanted, Consumer<CaseHead> found) {
        boolean inclusive = behind == null;
        String at = behind == null ? criteria.idPrefix : behind;
        int left = wanted;
        int slice = Math.min(wanted, SLICE);
        for (int examined = 0; examined < MOST; examined += slice) {
            slice = examined == 0 ? slice : SLICE;
            List<CaseHead> heads = lists.byId(at, inclusive, slice);
            inclusive = false;
            for (CaseHead head : heads) {
                if (!head.caseId().startsWith(criteria.idPrefix)) {
                    return new End(Optional.empty());
                }
                at = head.caseId();
                if (matches(head)) {
                    found.accept(head);
                    left--;
                    if (left == 0) {
                        return new End(Optional.of(place(at)));
                    }
                }
            }
            if (heads.size() < slice) {
                return new End(Optional.empty());
            }
        }
        return new End(Optional.of(place(at)));
    }

    private boolean matches(CaseHead head) {
        return !head.enteredAt().isBefore(criteria.from)
                && !head.enteredAt().isAfter(criteria.until)
                && states.map(some -> some.contains(new StateKey(head.workflow(), head.version(), head.state())))
                        .orElse(true);
    }
}
