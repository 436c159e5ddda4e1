package org.workflowengine.runtime.internal.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.CaseHead;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Obligation;
import org.workflowengine.runtime.core.Obligation.OlderState;
import org.workflowengine.runtime.core.Refusal;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted;
import org.workflowengine.runtime.core.Refusal.ActorNotPermitted.Cause;
import org.workflowengine.runtime.core.Refusal.QuorumNotReached;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * Decides whether a step may be made by who wants to make it. The names of the earlier steps are read in the unit of work in which the step
 * is written, up to the head that the step continues: if another step comes between, the database refuses this one.
 */
final class Obligations {
    private final Definition definition;
    private final Store.View view;
    private final CaseHead head;

    /** An obligation is of the definition, so the head follows it. */
    Obligations(Definition definition, Store.View view, CaseHead head) {
        this.definition = definition;
        this.view = view;
        this.head = head;
    }

    /**
     * Decides about a transition that leaves the state of the head.
     *
     * @param names the actor and the principal of the step; empty if nobody in particular asks
     * @return why it is refused; empty if it is permitted, or if somebody may make it where nobody in particular asks
     */
    Optional<Refusal> refusal(WorkflowTransition row, List<String> names) {
        for (Obligation obligation : definition.obligations(row)) {
            Optional<Refusal> refusal = switch (obligation.kind()) {
                case FOUR_EYES -> fourEyes(row, obligation, names);
                case QUORUM -> quorum(row, obligation);
            };
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** A step that somebody decided on and that entered a state: no migration, import or erasure, and none that stays. */
    static boolean isReal(AuditEntry entry) {
        return !entry.keepsState()
                && !entry.isMigration()
                && !entry.transition().equals(Definition.IMPORT);
    }

    private Optional<Refusal> fourEyes(WorkflowTransition row, Obligation obligation, List<String> names) {
        AuditEntry brought = brought(obligation);
        if (brought == null) {
            return refused(row, obligation, 0, "", Cause.NO_STEP);
        }
        if (brought.isErased()) {
            return refused(row, obligation, brought.seq(), "", Cause.ERASED);
        }
        return Stream.of(brought.actor(), brought.onBehalfOf())
                .filter(Objects::nonNull)
                .filter(names::contains)
                .findFirst()
                .flatMap(name -> refused(row, obligation, brought.seq(), name, Cause.SAME_NAME));
    }

    private @Nullable AuditEntry brought(Obligation obligation) {
        AuditEntry last = view.brought(head.caseId(), head.seq(), definition.version(), obligation.subject())
                .orElse(null);
        for (OlderState older : obligation.older()) {
            // A case never goes back to an older version, so that a step of this version is later than all of those.
            if (last == null || last.version() < definition.version()) {
                AuditEntry other = view.brought(head.caseId(), head.seq(), older.version(), older.state())
                        .orElse(null);
                last = last == null || (other != null && other.seq() > last.seq()) ? other : last;
            }
        }
        return last;
    }

    private static Optional<Refusal> refused(
            WorkflowTransition row, Obligation obligation, long seq, String name, Cause cause) {
        return Optional.of(new ActorNotPermitted(row.from().id(), row.id(), obligation.subject(), seq, name, cause));
    }

    private Optional<Refusal> quorum(WorkflowTransition row, Obligation obligation) {
        String state = row.from().id();
        long entered = view.brought(head.caseId(), head.seq(), definition.version(), state)
                .map(AuditEntry::seq)
                .orElse(0L);
        List<Store.Makers> makers =
                view.makers(head.caseId(), entered, head.seq(), definition.version(), state, obligation.subject());
        Set<String> actors = new HashSet<>();
        Set<String> principals = new HashSet<>();
        long erased = 0;
        for (Store.Makers each : makers) {
            if (each.actor() == null) {
                erased += each.steps();
            } else {
                actors.add(each.actor());
                principals.add(each.onBehalfOf() == null ? each.actor() : each.onBehalfOf());
            }
        }
        int persons = Math.min(actors.size(), principals.size());
        return persons >= obligation.persons()
                ? Optional.empty()
                : Optional.of(new QuorumNotReached(
                        state, row.id(), obligation.subject(), persons, obligation.persons(), erased));
    }
}
