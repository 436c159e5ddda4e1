package org.workflowengine.runtime.engine;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.internal.engine.CaseReader;
import org.workflowengine.runtime.query.CaseSearch;

/**
 * All cases that follow the engine's definition: {@code engine.cases().inState(UNDER_REVIEW).limit(50).list()}.
 *
 * @param <C> the handle type of the workflow
 * @param <S> its states: those of another workflow do not compile
 */
public final class Cases<C extends CaseHandle, S extends WorkflowState> {
    private final CaseReader reader;
    private final Function<CaseHead, C> handles;
    private final Supplier<CaseSearch> search;

    Cases(CaseReader reader, Function<CaseHead, C> handles, Supplier<CaseSearch> search) {
        this.reader = reader;
        this.handles = handles;
        this.search = search;
    }

    /**
     * The cases that rest in a state.
     *
     * @param state a state of this workflow
     * @return a query to narrow and read
     */
    public CaseQuery<C> inState(S state) {
        return new CaseQuery<>(reader, handles, Objects.requireNonNull(state, "state"));
    }

    /**
     * A search over the cases of this workflow, whatever version they follow. It answers heads, which are data: only a case of the engine's
     * own version has a handle that can move it.
     *
     * @return the search, to be narrowed and read
     */
    public CaseSearch allVersions() {
        return search.get();
    }

    /**
     * How many cases of the engine's version rest in each state.
     *
     * @return by state id, sorted; states without a case are left out
     */
    public Map<String, Long> countByState() {
        return reader.countByState();
    }
}
