package org.workflowengine.benchmark.durable;

import java.util.List;
import org.workflowengine.runtime.fixture.CaseReview.State;

/** One way to move cases of the reference workflow durably, on a database of its own. */
public interface Contender extends AutoCloseable {
    /**
     * Opens a case in the initial state, and records that.
     *
     * @param caseId the case
     */
    void open(String caseId);

    /**
     * Moves a case, and records who, why and on which facts, in one transaction.
     *
     * @param caseId the case
     * @param step the step
     */
    void move(String caseId, Step step);

    /**
     * Where a case stands, as the database has it; it is never measured.
     *
     * @param caseId the case
     * @return its state
     */
    State state(String caseId);

    /**
     * Opens many cases.
     *
     * @param caseIds the cases
     */
    default void openAll(List<String> caseIds) {
        caseIds.forEach(this::open);
    }

    /**
     * Makes the same step with many cases.
     *
     * @param caseIds the cases
     * @param step the step
     */
    default void moveAll(List<String> caseIds, Step step) {
        caseIds.forEach(caseId -> move(caseId, step));
    }

    /**
     * How many cases are moved in one commit. {@link #moveAll} is given as many.
     *
     * @return 1, or what fills a chunk
     */
    default int casesToACommit() {
        return 1;
    }

    /**
     * How many cases can be open at the same time.
     *
     * @return as many as there are, or for how many it has threads
     */
    default int mostOpenCases() {
        return Integer.MAX_VALUE;
    }

    /**
     * Whether threads of its own do part of the work of a move, so that the processor time of the caller is not all of it.
     *
     * @return whether they do
     */
    default boolean hasThreadsOfItsOwn() {
        return false;
    }

    @Override
    default void close() {}
}
