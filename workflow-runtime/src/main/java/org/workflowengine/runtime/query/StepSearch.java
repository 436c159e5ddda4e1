package org.workflowengine.runtime.query;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.engine.CaseLists.Position;
import org.workflowengine.runtime.internal.engine.Store;
import org.workflowengine.runtime.internal.text.Arguments;
import org.workflowengine.runtime.internal.text.Micros;

/**
 * The newest steps of cases that have moved since a time, in the order in which they were recorded, then by case id. Immutable and
 * thread-safe; each method returns a new search.
 *
 * <p>A step appears when its transaction commits, which can be after a step with a later time has appeared. To follow new steps, begin a
 * little before the newest time seen so far, by as long as a transaction may take, and skip the steps already known.
 */
public final class StepSearch {
    private final Store store;
    private final Instant since;
    private final @Nullable String cursor;
    private final int limit;

    private StepSearch(Store store, Instant since, @Nullable String cursor, int limit) {
        this.store = store;
        this.since = since;
        this.cursor = cursor;
        this.limit = limit;
    }

    static StepSearch since(Store store, Instant since) {
        return new StepSearch(store, since, null, CaseSearch.DEFAULT_LIMIT);
    }

    /**
     * Only what comes after a page.
     *
     * @param cursor what {@link StepPage#next} of the page gave, in a search since the same time
     * @return a new search; when it reads, it refuses a cursor that was changed or is of another search
     */
    public StepSearch after(String cursor) {
        return new StepSearch(store, since, Objects.requireNonNull(cursor, "cursor"), limit);
    }

    /**
     * Limits the number of steps on a page.
     *
     * @param limit from 1 to {@link CaseSearch#LARGEST_LIMIT}
     * @return a new search
     * @throws IllegalArgumentException if the limit is out of range
     */
    public StepSearch limit(int limit) {
        return new StepSearch(store, since, cursor, Arguments.from1("limit", limit, CaseSearch.LARGEST_LIMIT));
    }

    /**
     * Reads a page. A case that moves meanwhile is shown with its newest step, further on.
     *
     * @return the page
     * @throws RefusedException if the cursor is not one of this search
     * @throws UnchangedException if the database cannot be read
     */
    public StepPage list() {
        String searched = "steps\n" + Micros.of(since);
        Position begin = new Position(since, "");
        if (cursor != null) {
            Position place = Cursor.read(searched, cursor);
            begin = place.time().isBefore(since) ? begin : place;
        }
        List<AuditEntry> steps;
        try (Store.Unit unit = store.begin()) {
            steps = unit.lists().newestSteps(begin, limit + 1);
        }
        if (steps.size() <= limit) {
            return new StepPage(steps, Optional.empty());
        }
        AuditEntry last = steps.get(limit - 1);
        return new StepPage(
                steps.subList(0, limit),
                Optional.of(Cursor.of(searched, new Position(last.recordedAt(), last.caseId()))));
    }
}
