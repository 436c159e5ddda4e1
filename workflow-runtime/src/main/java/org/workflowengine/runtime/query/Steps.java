package org.workflowengine.runtime.query;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.RefusedException;
import org.workflowengine.runtime.core.UnchangedException;
import org.workflowengine.runtime.internal.engine.Answers;
import org.workflowengine.runtime.internal.engine.Store;
import org.workflowengine.runtime.internal.text.Arguments;

/** The steps of all cases, whatever their workflow and version. Immutable and thread-safe. */
public final class Steps {
    private final Store store;

    Steps(Store store) {
        this.store = store;
    }

    /**
     * A page of one case's history.
     *
     * @param caseId the case
     * @param afterSeq only steps with a higher number; 0 for all
     * @param limit the largest number of steps, from 1 to {@link CaseSearch#LARGEST_LIMIT}
     * @return the steps in the order of their numbers; an empty list after the last one
     * @throws IllegalArgumentException if the limit is out of range
     * @throws RefusedException if there is no such case, or the id is invalid
     * @throws UnchangedException if the database cannot be read
     */
    public List<AuditEntry> ofCase(String caseId, long afterSeq, int limit) {
        Inputs.checkCaseId(caseId);
        Arguments.from1("limit", limit, CaseSearch.LARGEST_LIMIT);
        try (Store.Unit unit = store.begin()) {
            List<AuditEntry> page = unit.entries(caseId, afterSeq, limit);
            if (page.isEmpty() && unit.entry(caseId, 1).isEmpty()) {
                throw new RefusedException(Answers.missing(unit, caseId));
            }
            return page;
        }
    }

    /**
     * The step that a case had made last at a time.
     *
     * @param caseId the case
     * @param time the time, inclusive
     * @return the step with the highest number that was recorded by then; empty if there was none, or there is no such case
     * @throws RefusedException if the id is invalid
     * @throws UnchangedException if the database cannot be read
     */
    public Optional<AuditEntry> asOf(String caseId, Instant time) {
        Inputs.checkCaseId(caseId);
        Objects.requireNonNull(time, "time");
        try (Store.Unit unit = store.begin()) {
            return unit.entryAsOf(caseId, time);
        }
    }

    /**
     * The newest step of each case that has made one since a time; the steps before it are {@link #ofCase}.
     *
     * @param time when steps were recorded, inclusive
     * @return a search
     */
    public StepSearch newestSince(Instant time) {
        return StepSearch.since(store, Criteria.notBefore(Objects.requireNonNull(time, "time")));
    }
}
