package org.workflowengine.runtime.engine;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.internal.engine.CaseReader;
import org.workflowengine.runtime.internal.text.Arguments;

/**
 * A work list: the cases that rest in one state, longest resting first. Immutable; each method returns a new query.
 *
 * <p>Pages are found by key and not by offset. So a page costs the same wherever it begins, and no case is shown twice or skipped because
 * others have moved. Cases of other versions of the workflow in the same state are passed over, which costs time if there are many.
 *
 * @param <C> the handle type of the workflow
 */
public final class CaseQuery<C extends CaseHandle> {
    /** How many cases a page has unless {@link #limit} says otherwise. */
    public static final int DEFAULT_LIMIT = 100;

    private final CaseReader reader;
    private final Function<CaseHead, C> handles;
    private final WorkflowState state;
    private final @Nullable Instant enteredBefore;
    private final @Nullable CaseHead after;
    private final int limit;

    CaseQuery(CaseReader reader, Function<CaseHead, C> handles, WorkflowState state) {
        this(reader, handles, state, null, null, DEFAULT_LIMIT);
    }

    private CaseQuery(
            CaseReader reader,
            Function<CaseHead, C> handles,
            WorkflowState state,
            @Nullable Instant enteredBefore,
            @Nullable CaseHead after,
            int limit) {
        this.reader = reader;
        this.handles = handles;
        this.state = state;
        this.enteredBefore = enteredBefore;
        this.after = after;
        this.limit = limit;
    }

    /**
     * Only cases that have rested in the state since before a given time.
     *
     * @param time the time, exclusive
     * @return a new query
     */
    public CaseQuery<C> enteredBefore(Instant time) {
        return new CaseQuery<>(reader, handles, state, Objects.requireNonNull(time, "time"), after, limit);
    }

    /**
     * Only cases after a given one in the list.
     *
     * @param cursor the last case of the previous page
     * @return a new query
     */
    public CaseQuery<C> after(C cursor) {
        Objects.requireNonNull(cursor, "cursor");
        return new CaseQuery<>(reader, handles, state, enteredBefore, cursor.head(), limit);
    }

    /**
     * Limits the number of cases.
     *
     * @param limit at least 1
     * @return a new query
     * @throws RefusedException if the limit is less than 1
     */
    public CaseQuery<C> limit(int limit) {
        return new CaseQuery<>(
                reader, handles, state, enteredBefore, after, Arguments.from1("limit", limit, Integer.MAX_VALUE));
    }

    /**
     * Reads the page.
     *
     * @return handles, ordered by the time at which the cases entered the state, then by id; an empty list after the last one
     */
    public List<C> list() {
        return reader.heads(state.id(), enteredBefore, after, limit).stream()
                .map(handles)
                .toList();
    }
}
