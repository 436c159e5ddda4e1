package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.BY_HAND;
import static org.workflowengine.examples.tamper.Attack.Family.MIGRATION;
import static org.workflowengine.examples.tamper.LegalTableAttacks.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;

/** Brings transfers from one version to another in ways that the newer one does not declare, though it declares some. */
final class MigrationAttacks {
    private static final String LATE = row("transfer", 3, "BLOCKED", "(migrate:2)", "REFUSED");

    private MigrationAttacks() {}

    static List<Attack> all() {
        return List.of(
                step(
                        "make a step of the new version on a case of the old one",
                        "T-5",
                        step -> now(step).transition("CLEAR").toState("CLEARED")),
                step(
                        "make a step of the new version on a case of the old one, as if it had always followed it",
                        "T-5",
                        step -> now(step).fromVersion(3).transition("CLEAR").toState("CLEARED")),
                step(
                        "migrate and move in one step",
                        "T-1",
                        step -> now(step).transition("SETTLE").toState("SETTLED")),
                step(
                        "take a migrated case back by a migration",
                        "T-3",
                        step -> before(step).transition("(migrate:3)").toState("CHECKED")),
                step(
                        "take a migrated case back by a step of the old version",
                        "T-3",
                        step -> before(step)
                                .fromVersion(2)
                                .fromState("CHECKED")
                                .transition("REMIND")
                                .toState("CHECKED")),
                step(
                        "migrate a case into a state to which no mapping leads",
                        "T-1",
                        step -> migrated(step).toState("SETTLED")),
                step(
                        "migrate a case in a state that stays",
                        "T-2",
                        step -> migrated(step).toState("RECEIVED")),
                step("migrate a case once more", "T-3", step -> migrated(step).toState("CLEARED")),
                step(
                        "migrate a case once more, as if it still followed the old version",
                        "T-3",
                        step -> migrated(step)
                                .fromVersion(2)
                                .fromState("CHECKED")
                                .toState("CLEARED")),
                step(
                        "migrate a case by the mapping of another version",
                        "T-5",
                        step -> now(step).transition("(migrate:1)").toState("RECEIVED")),
                step(
                        "migrate a case by the mapping of another version, as if it followed that one",
                        "T-5",
                        step -> now(step)
                                .fromVersion(1)
                                .transition("(migrate:1)")
                                .toState("RECEIVED")),
                step(
                        "migrate a case under the fingerprint of the old version",
                        "T-1",
                        step -> migrated(step)
                                .fingerprint(TransferHistory.BEFORE)
                                .toState("CLEARED")),
                Attack.of(MIGRATION, "migrate a case and leave it under the old version", forge -> {
                    AuditEntry step = renamed(forge);
                    return List.of(forge.insert(step), forge.move(step, Map.of("version", "2")));
                }),
                Attack.of(MIGRATION, "let a migration that keeps the state make a case look fresh", forge -> {
                    AuditEntry step =
                            forge.afterTransfer("T-5", each -> migrated(each).toState("RECEIVED"));
                    return List.of(
                            forge.insert(step), forge.move(step, Map.of("entered_at", Forge.time(step.recordedAt()))));
                }),
                Attack.of(MIGRATION, "let a migration into another state keep the time of the old one", forge -> {
                    AuditEntry step = renamed(forge);
                    return List.of(forge.insert(step), forge.move(step, Map.of("entered_at", "entered_at")));
                }),
                Attack.of(MIGRATION, "think of a mapping later, then migrate", forge -> {
                    List<String> statements = new ArrayList<>(List.of(LATE));
                    statements.addAll(forge.made(blocked(forge)));
                    return statements;
                }),
                Attack.of(
                        MIGRATION, "remove the guards, think of a mapping later, restore them, then migrate", forge -> {
                            List<String> statements = new ArrayList<>(forge.unguarded(LATE));
                            statements.addAll(forge.made(blocked(forge)));
                            return statements;
                        }),
                Attack.of(
                        MIGRATION,
                        "remove the guards, let a migrated case look fresh, restore them",
                        forge -> forge.unguarded("UPDATE workflow_case SET entered_at = TIMESTAMP '2026-12-24 00:00:00'"
                                + " WHERE case_id = 'T-3'")),
                Attack.of(
                        MIGRATION,
                        "remove the guards, write that a case was never migrated, restore them",
                        forge -> forge.unguarded("UPDATE workflow_audit SET from_version = 3, transition = 'REMIND'"
                                + " WHERE case_id = 'T-3' AND seq = 3")));
    }

    static List<Attack> byHand() {
        return List.of(
                Attack.of(BY_HAND, "a legal migration", forge -> forge.made(renamed(forge))),
                Attack.of(
                        BY_HAND,
                        "a legal migration on facts that do not satisfy its guard",
                        forge -> forge.made(forge.afterTransfer(
                                "T-1", step -> migrated(step).facts("{}").toState("CLEARED")))));
    }

    /** T-1 is checked, and comes into the new version cleared: legal in every way, except that nobody migrated it. */
    private static AuditEntry renamed(Forge forge) {
        return forge.afterTransfer(
                "T-1", step -> migrated(step).facts("{\"WITHIN_LIMIT\":true}").toState("CLEARED"));
    }

    private static AuditEntry blocked(Forge forge) {
        return forge.afterTransfer("T-2", step -> migrated(step).toState("REFUSED"));
    }

    private static Attack step(String name, String caseId, UnaryOperator<AuditEntryBuilder> change) {
        return Attack.of(MIGRATION, name, forge -> forge.made(forge.afterTransfer(caseId, change)));
    }

    private static AuditEntryBuilder migrated(AuditEntryBuilder step) {
        return now(step).transition("(migrate:2)");
    }

    private static AuditEntryBuilder now(AuditEntryBuilder step) {
        return step.version(3).fingerprint(TransferHistory.NOW);
    }

    private static AuditEntryBuilder before(AuditEntryBuilder step) {
        return step.version(2).fingerprint(TransferHistory.BEFORE);
    }
}
