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
     * How many cases make one measurement at least.
     *
     * @return 1, or what it takes to fill a commit
     */
    default int fewestCases() {
        return 1;
    }

    @Override
    default void close() {}
}
