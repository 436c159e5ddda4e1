package org.workflowengine.runtime.engine;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.audit.Finding;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.IntegrityException;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.audit.HistoryCheck;
import org.workflowengine.runtime.internal.text.Arguments;

/**
 * Everything that happened to one case, oldest first.
 *
 * @param entries the audit entries in the order of their seq; never empty
 */
public record History(List<AuditEntry> entries) {

    /**
     * Copies the list.
     *
     * @param entries the audit entries in the order of their seq; never empty
     */
    public History {
        entries = List.copyOf(Objects.requireNonNull(entries, "entries"));
        if (entries.isEmpty()) {
            throw Arguments.wrong("entries", "none", "at least the opening");
        }
    }

    /**
     * The step of a given number.
     *
     * @param seq the number; 1 is the opening
     * @return the step, or empty if the case has no such step
     */
    public Optional<AuditEntry> atSeq(long seq) {
        return entries.stream().filter(entry -> entry.seq() == seq).findFirst();
    }

    /**
     * The step that was the newest at a given time. If the clock was set back, later steps still count as later, whatever their time: the
     * answer is the step with the highest number among those recorded at or before that time.
     *
     * @param time the time
     * @return the step, or empty if the case was opened after that time
     */
    public Optional<AuditEntry> asOf(Instant time) {
        Objects.requireNonNull(time, "time");
        return entries.stream()
                .filter(entry -> !entry.recordedAt().isAfter(time))
                .reduce((earlier, later) -> later);
    }

    /**
     * Rebuilds the state from the transitions alone, following them through the definition from its initial state; the states and digests
     * that the entries record are not used. An import says where the history begins.
     *
     * @param definitions every version that the case has followed; one for a case that was never migrated
     * @return the state that the case must be in
     * @throws IntegrityException if a definition does not permit a step, or the version that a step followed is not given
     */
    public WorkflowState rebuild(Definition... definitions) {
        Objects.requireNonNull(definitions, "definitions");
        @Nullable WorkflowState state = null;
        for (AuditEntry entry : entries) {
            if (state != null && (entry.transition().equals(Definition.ERASURE) || isHoldOrRelease(entry))) {
                continue;
            }
            Definition definition = Stream.of(definitions)
                    .filter(given -> given.version() == entry.version()
                            && given.workflow().equals(entry.workflow()))
                    .findFirst()
                    .orElseThrow(() -> new IntegrityException(
                            entry.caseId(),
                            "step " + entry.seq() + " followed " + entry.workflow() + " version " + entry.version()
                                    + ", which is not among the definitions given"));
            String from = state == null ? Definition.NEW : state.id();
            state = after(definition, from, entry)
                    .orElseThrow(() -> new IntegrityException(
                            entry.caseId(),
                            "step " + entry.seq() + " is " + entry.transition() + " from " + from + ", which "
                                    + definition.workflow() + " version " + definition.version() + " does not permit"));
        }
        return Objects.requireNonNull(state);
    }

    /**
     * Checks every step by itself and against the previous one, as {@code runtime.verification()} does. It does not check seals, where
     * the case is now, and whether the history began in this installation.
     *
     * @param definitions every version that the case has followed; one for a case that was never migrated
     * @return what is wrong, in the order of the steps; empty if the history is sound
     */
    public List<Finding> check(Definition... definitions) {
        return HistoryCheck.of(entries, List.of(Objects.requireNonNull(definitions, "definitions")));
    }

    private static boolean isHoldOrRelease(AuditEntry entry) {
        return entry.transition().equals(Definition.HOLD) || entry.transition().equals(Definition.RELEASE);
    }

    private static Optional<WorkflowState> after(Definition definition, String from, AuditEntry entry) {
        String transition = entry.transition();
        if (from.equals(Definition.NEW)) {
            return transition.equals(Definition.IMPORT)
                    ? definition.state(entry.toState()).filter(WorkflowState::isImportable)
                    : Optional.of(definition.initial()).filter(initial -> transition.equals(Definition.OPENING));
        }
        if (entry.isMigration()) {
            return definition
                    .migration(entry.fromVersion())
                    .filter(migration -> migration.id().equals(transition))
                    .flatMap(migration -> migration.mapping(from))
                    .map(WorkflowTransition::to);
        }
        return definition.transition(from, transition).map(WorkflowTransition::to);
    }
}
