package org.workflowengine.runtime.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTable;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * Everything that happened to one case, oldest first.
 *
 * @param entries the audit entries in the order of their seq; never empty
 */
public record History(List<AuditEntry> entries) {

    /** The list is copied. */
    public History {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a history has at least the opening");
        }
    }

    /**
     * The step of a given number.
     *
     * @param seq the number, from 1
     * @return the step, or empty when the case never got there
     */
    public Optional<AuditEntry> atSeq(long seq) {
        return entries.stream().filter(entry -> entry.seq() == seq).findFirst();
    }

    /**
     * The step that was the newest at a given time. Where the clock was set back, later steps count as later whatever their
     * time: it is the step of the highest number among those recorded at or before that time.
     *
     * @param time the time
     * @return the step, or empty when the case was opened after that time
     */
    public Optional<AuditEntry> asOf(Instant time) {
        return entries.stream()
                .filter(entry -> !entry.recordedAt().isAfter(time))
                .reduce((earlier, later) -> later);
    }

    /**
     * Rebuilds the state from the transitions alone, following them through the definition from its initial state; the states
     * and digests that the entries record are not looked at.
     *
     * @param table the definition that the case followed
     * @return the state in which the case must be
     * @throws IntegrityException if a step is none that the definition permits
     */
    public WorkflowState rebuild(WorkflowTable table) {
        @Nullable WorkflowState state = null;
        for (AuditEntry entry : entries) {
            if (state != null && entry.transition().equals(WorkflowTable.ERASURE)) {
                continue;
            }
            String from = state == null ? WorkflowTable.NEW : state.id();
            state = after(table, from, entry.transition())
                    .orElseThrow(() -> new IntegrityException(
                            entry.caseId(),
                            "step " + entry.seq() + " is " + entry.transition() + " from " + from + ", which "
                                    + table.workflow() + " version " + table.version() + " does not permit"));
        }
        return Objects.requireNonNull(state);
    }

    /**
     * Checks every step by itself and against the one before it, as {@code runtime.verification()} does. Not looked at: seals, where the
     * case is now, and whether the history began in this installation.
     *
     * @param table the definition that the case followed
     * @return what is wrong, in the order of the steps; empty when the history is sound
     */
    public List<Finding> check(WorkflowTable table) {
        List<Finding> found = new ArrayList<>();
        Findings findings = new Findings(found::add);
        CaseCheck check = new CaseCheck(
                Definitions.only(table, findings),
                new SealCheck(Seals.none(), new CanonicalForm()),
                new CanonicalForm(),
                findings,
                null,
                Listed.unknown(),
                Row.of(entries.get(0)));
        for (AuditEntry entry : entries) {
            check.step(Row.of(entry));
        }
        check.endOfSteps();
        return found;
    }

    private static Optional<WorkflowState> after(WorkflowTable table, String from, String transition) {
        if (from.equals(WorkflowTable.NEW)) {
            return transition.equals(WorkflowTable.OPENING) ? Optional.of(table.initial()) : Optional.empty();
        }
        return table.transition(from, transition).map(WorkflowTransition::to);
    }
}
