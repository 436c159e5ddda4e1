package org.workflowengine.runtime.internal.audit;

import java.util.Optional;
import org.workflowengine.runtime.core.Definition;
import org.workflowengine.runtime.core.Facts;
import org.workflowengine.runtime.core.InvalidFactsException;
import org.workflowengine.runtime.core.Refusal.UnmetCondition;
import org.workflowengine.runtime.core.WorkflowState;
import org.workflowengine.runtime.core.WorkflowTransition;
import org.workflowengine.runtime.internal.audit.DefinitionCheck.Known;
import org.workflowengine.runtime.internal.text.Texts;

/** Checks whether the definition that a step names permits it. */
final class LegalityCheck {
    private final Known known;
    private final Definition definition;
    private final CheckedStep step;

    LegalityCheck(Known known, CheckedStep step) {
        this.known = known;
        this.definition = known.definition;
        this.step = step;
    }

    Definition definition() {
        return definition;
    }

    void check() {
        step.expect(AuditColumn.FINGERPRINT, known.fingerprint);
        String from = step.row().text(AuditColumn.FROM_STATE);
        String transition = step.row().text(AuditColumn.TRANSITION);
        if (transition.equals(Definition.IMPORT)) {
            imported();
        } else if (from.equals(Definition.NEW)) {
            step.expect(AuditColumn.TRANSITION, Definition.OPENING);
            step.expect(AuditColumn.TO_STATE, definition.initial().id());
        } else if (transition.equals(Definition.ERASURE)) {
            step.expect(AuditColumn.TO_STATE, from);
            if (!definition.isErasable()) {
                step.report(
                        "no erasure, which " + definition.workflow() + " version " + definition.version()
                                + " does not permit",
                        "one");
            }
        } else if (HoldCheck.isHoldOrRelease(transition)) {
            step.expect(AuditColumn.TO_STATE, from);
        } else {
            Optional<WorkflowTransition> legal = legal();
            if (legal.isPresent()) {
                step.expect(AuditColumn.TO_STATE, legal.get().to().id());
            } else {
                step.report("a transition that leaves " + Texts.quoted(from), Texts.quoted(transition));
            }
        }
    }

    /** The transition or the mapping of a migration that permits the step, whatever state it enters. */
    private Optional<WorkflowTransition> legal() {
        String from = step.row().text(AuditColumn.FROM_STATE);
        String transition = step.row().text(AuditColumn.TRANSITION);
        if (!step.isMigration()) {
            return definition.transition(from, transition);
        }
        long version = step.row().number(AuditColumn.FROM_VERSION);
        return definition.migrations().stream()
                .filter(migration ->
                        migration.fromVersion() == version && migration.id().equals(transition))
                .findFirst()
                .flatMap(migration -> migration.mapping(from));
    }

    private void imported() {
        step.expect(AuditColumn.FROM_STATE, Definition.NEW);
        String to = step.row().text(AuditColumn.TO_STATE);
        if (definition.state(to).filter(WorkflowState::isImportable).isEmpty()) {
            step.report("a state of " + definition.workflow() + " that is importable", Texts.quoted(to));
        }
        if (step.row().get(AuditColumn.OCCURRED_AT) instanceof Long occurred
                && step.row().get(AuditColumn.RECORDED_AT) instanceof Long recorded
                && occurred > recorded) {
            step.report(
                    "occurred_at not after recorded_at, in an import",
                    Row.shown(occurred, AuditColumn.OCCURRED_AT.kind()));
        }
    }

    /** Checks the guard again, on the recorded facts and under the definition then in force. */
    void guard(String recorded) {
        Facts facts;
        try {
            facts = known.facts(recorded);
        } catch (InvalidFactsException e) {
            step.report("facts of " + definition.workflow() + " in canonical text", String.valueOf(e.getMessage()));
            return;
        }
        Optional<WorkflowTransition> legal = legal();
        if (legal.isPresent()) {
            for (UnmetCondition unmet : facts.unmet(legal.get().guard())) {
                step.report(
                        "the guard of " + legal.get().id() + " satisfied: "
                                + unmet.fact().id() + " = " + String.join(" or ", unmet.required()),
                        unmet.actual().orElse("it unknown"));
            }
        }
    }
}
