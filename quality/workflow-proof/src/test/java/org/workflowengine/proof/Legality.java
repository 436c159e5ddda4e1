package org.workflowengine.proof;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Migration;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;

/** I1 of one row: it is legal in the compiled definition of its version, and continues the row before it. */
final class Legality {
    /** Of one workflow, by number. */
    private final Map<Integer, Definition> versions;

    Legality(Map<Integer, Definition> versions) {
        this.versions = versions;
    }

    /** Why a row does not continue the one before it, or the origin; null when it does. */
    static String gap(AuditRow before, AuditRow row, byte[] origin) {
        long seq = before == null ? 0 : before.seq();
        String state = before == null ? Definition.NEW : before.toState();
        byte[] digest = before == null ? origin : before.digest();
        if (row.seq() != seq + 1) {
            return "step " + row.seq() + " after step " + seq;
        }
        if (before != null && !row.workflow().equals(before.workflow())) {
            return "of workflow " + row.workflow() + " after workflow " + before.workflow();
        }
        if (before != null && row.fromVersion() != before.version()) {
            return "from version " + row.fromVersion() + " after version " + before.version();
        }
        if (!row.fromState().equals(state)) {
            return "from " + row.fromState() + " after " + state;
        }
        return Arrays.equals(row.previousDigest(), digest) ? null : "after another digest";
    }

    /** Why a row is not legal; null when it is. */
    String fault(AuditRow row) {
        Definition definition = versions.get(row.version());
        if (definition == null || !row.workflow().equals(definition.workflow())) {
            return "there is no version " + row.version() + " of " + row.workflow();
        }
        if (!HexFormat.of()
                .formatHex(row.fingerprint())
                .equals(definition.fingerprint().hex())) {
            return "the fingerprint is not that of version " + row.version();
        }
        if (row.fromVersion() != row.version()) {
            return migrationFault(definition, row);
        }
        if (row.seq() == 1) {
            return openingFault(definition, row);
        }
        if (row.recordsErasure() || row.recordsHold()) {
            return row.keepsState() ? null : "an erasure, a hold or a release keeps the state";
        }
        Optional<WorkflowTransition> made = definition.transitions().stream()
                .filter(legal ->
                        legal.from().id().equals(row.fromState()) && legal.id().equals(row.transition()))
                .findFirst();
        return made.isEmpty() ? "no such transition in that state" : stepFault(made.get(), row);
    }

    private static String openingFault(Definition definition, AuditRow row) {
        if (row.transition().equals(Definition.OPENING)) {
            String initial = definition.initial().id();
            return row.toState().equals(initial) ? null : "a case is opened in " + initial;
        }
        if (!row.transition().equals(Definition.IMPORT)) {
            return "a history begins with an opening or an import";
        }
        return definition
                        .state(row.toState())
                        .filter(WorkflowState::isImportable)
                        .isPresent()
                ? null
                : "the state is not importable";
    }

    private static String migrationFault(Definition definition, AuditRow row) {
        Optional<Migration> migration = definition.migration(row.fromVersion());
        if (row.seq() == 1 || row.fromVersion() > row.version() || migration.isEmpty()) {
            return "no migration leads from version " + row.fromVersion() + " to version " + row.version();
        }
        if (!migration.get().id().equals(row.transition())) {
            return "a step that is no migration changes the version";
        }
        Optional<WorkflowTransition> mapping = migration.get().mapping(row.fromState());
        return mapping.isEmpty() ? "no mapping leads from that state" : stepFault(mapping.get(), row);
    }

    /** Every condition of the workflows of the proofs is a boolean fact that must be true. */
    private static String stepFault(WorkflowTransition legal, AuditRow row) {
        if (!legal.to().id().equals(row.toState())) {
            return "it leads to " + legal.to().id();
        }
        boolean satisfied = row.facts() == null
                || legal.guard().stream()
                        .allMatch(
                                part -> row.facts().contains("\"" + part.fact().id() + "\":true"));
        return satisfied ? null : "its guard is not satisfied";
    }
}
