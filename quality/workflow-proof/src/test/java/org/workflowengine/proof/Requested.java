package org.workflowengine.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.WorkflowTransition;

/**
 * I1 of the rows that one request has made. Mostly that is one row; a move that migrates first makes two, which belong together and of
 * which each has what is its own. Nothing of an erased row is compared.
 */
final class Requested {
    private final Map<Integer, Definition> versions;
    private final Journal journal;

    Requested(Map<Integer, Definition> versions, Journal journal) {
        this.versions = versions;
        this.journal = journal;
    }

    /** What is wrong with a row behind the one before it. There is none before the first, and none behind the newest: then it is null. */
    List<String> faults(AuditRow before, AuditRow row) {
        List<String> faults = new ArrayList<>();
        if (before != null && isOnTheWay(before)) {
            together(before, row, faults);
        } else if (row != null && !isOnTheWay(row)) {
            alone(row, faults);
        }
        return faults;
    }

    /** Whether it is a migration that somebody's move has made. What was asked for tells, even if the request id stands in the wrong row. */
    private boolean isOnTheWay(AuditRow row) {
        Asked asked = journal.asked(row);
        return row.isOnTheWay() || (row.isMigration() && asked != null && asked.isMove());
    }

    private void alone(AuditRow row, List<String> faults) {
        Asked asked = journal.asked(row);
        if (asked == null || row.isErased()) {
            return;
        }
        if (!asked.isMadeBy(row)) {
            faults.add("made for a request for " + asked.step());
        } else if (!row.recordsErasure()
                && !row.recordsHold()
                && !asked.recorded(fact -> true).equals(row.facts())) {
            faults.add("other facts than were given");
        }
    }

    /** The migration is of the same person as the move, for the same reason; all else that came with the request is the move's. */
    private void together(AuditRow migration, AuditRow move, List<String> faults) {
        if (move == null) {
            faults.add("migrated for the sake of a move that was not made");
            return;
        }
        if (migration.requestId() != null) {
            faults.add("the migration before it has the request id, which is the move's");
        }
        if (move.requestId() == null || move.version() != move.fromVersion()) {
            faults.add("the move before which the case was migrated is another one");
        }
        if (migration.occurredAt() != null) {
            faults.add("the migration before it has a time of its own, which is the move's");
        }
        if (!move.source().equals(migration.source())) {
            faults.add("the migration before it is from elsewhere");
        }
        if (!move.actorKind().equals(migration.actorKind())) {
            faults.add("the migration before it is by another actor");
        }
        if (!migration.isErased() && migration.evidence() != null) {
            faults.add("the migration before it has evidence, which is the move's");
        }
        if (migration.isErased() || move.isErased()) {
            return;
        }
        if (!Objects.equals(move.reason(), migration.reason())) {
            faults.add("the migration before it has another reason");
        }
        if (!Objects.equals(move.actor(), migration.actor())) {
            faults.add("the migration before it is by another actor");
        }
        if (!Objects.equals(move.onBehalfOf(), migration.onBehalfOf())) {
            faults.add("the migration before it is for another principal");
        }
        facts(migration, move, faults);
    }

    /** The migration has those that its guard requires; the move has all others, and those that its own guard requires too. */
    private void facts(AuditRow migration, AuditRow move, List<String> faults) {
        Asked asked = journal.asked(move);
        Definition definition = versions.get(move.version());
        if (asked == null || definition == null) {
            return;
        }
        Set<String> ofMapping = definition
                .migration(migration.fromVersion())
                .flatMap(declared -> declared.mapping(migration.fromState()))
                .map(Requested::required)
                .orElse(Set.of());
        Set<String> ofMove = definition.transitions().stream()
                .filter(row ->
                        row.from().id().equals(move.fromState()) && row.id().equals(move.transition()))
                .findFirst()
                .map(Requested::required)
                .orElse(Set.of());
        if (!asked.recorded(ofMapping::contains).equals(migration.facts())) {
            faults.add("the migration before it has other facts than those that it requires");
        }
        if (!asked.recorded(fact -> !ofMapping.contains(fact) || ofMove.contains(fact))
                .equals(move.facts())) {
            faults.add("the move after a migration has other facts than those that are left for it");
        }
        if (!asked.isMadeBy(move)) {
            faults.add("made for a request for " + asked.step());
        }
    }

    private static Set<String> required(WorkflowTransition row) {
        return row.guard().stream().map(part -> part.fact().id()).collect(Collectors.toSet());
    }
}
