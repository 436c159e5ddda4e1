package org.workflowengine.runtime.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Digest;
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
     * Checks the chain: numbers without gaps, every step continuing the one before, every digest right, every step in the
     * definition.
     *
     * @param table the definition that the case followed
     * @return what is wrong, in the order of the steps; empty when the history is sound
     */
    public List<Finding> check(WorkflowTable table) {
        List<Finding> findings = new ArrayList<>();
        AuditEntry previous = null;
        for (AuditEntry entry : entries) {
            check(table, previous, entry, findings);
            previous = entry;
        }
        return findings;
    }

    private void check(WorkflowTable table, @Nullable AuditEntry previous, AuditEntry entry, List<Finding> findings) {
        String from = previous == null ? WorkflowTable.NEW : previous.toState();
        compare(entry, "seq", previous == null ? 1 : previous.seq() + 1, entry.seq(), findings);
        compare(entry, "case", entries.get(0).caseId(), entry.caseId(), findings);
        compare(entry, "workflow", table.workflow(), entry.workflow(), findings);
        compare(entry, "version", table.version(), entry.version(), findings);
        compare(
                entry,
                "version left",
                previous == null ? entry.version() : previous.version(),
                entry.fromVersion(),
                findings);
        compare(entry, "state left", from, entry.fromState(), findings);
        compare(entry, "fingerprint", table.fingerprint(), entry.fingerprint(), findings);
        compare(
                entry,
                "state entered",
                after(table, entry.fromState(), entry.transition())
                        .map(WorkflowState::id)
                        .orElse("a step that the definition permits"),
                entry.toState(),
                findings);
        compare(
                entry,
                "previous digest",
                previous == null ? Digest.ZERO : previous.digest(),
                entry.previousDigest(),
                findings);
        if (entry.salt() != null && entry.actor() != null && entry.reason() != null && entry.facts() != null) {
            compare(
                    entry,
                    "payload digest",
                    DigestChain.ofPayload(entry.salt(), entry.actor(), entry.reason(), entry.facts()),
                    entry.payloadDigest(),
                    findings);
        } else if (entry.salt() != null || entry.actor() != null || entry.reason() != null || entry.facts() != null) {
            findings.add(new Finding(entry.caseId(), entry.seq(), "a payload whole or erased", "a part of one"));
        }
        compare(entry, "format", DigestChain.FORMAT, entry.format(), findings);
        compare(entry, "algorithm", DigestChain.ALGORITHM, entry.algorithm(), findings);
        compare(entry, "digest", DigestChain.of(entry), entry.digest(), findings);
    }

    private static void compare(AuditEntry entry, String what, Object expected, Object found, List<Finding> findings) {
        if (!expected.equals(found)) {
            findings.add(new Finding(entry.caseId(), entry.seq(), what + " " + expected, String.valueOf(found)));
        }
    }

    private static Optional<WorkflowState> after(WorkflowTable table, String from, String transition) {
        if (from.equals(WorkflowTable.NEW)) {
            return transition.equals(WorkflowTable.OPENING) ? Optional.of(table.initial()) : Optional.empty();
        }
        return table.transition(from, transition).map(WorkflowTransition::to);
    }
}
