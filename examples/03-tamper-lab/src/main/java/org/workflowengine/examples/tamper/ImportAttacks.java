package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.BY_HAND;
import static org.workflowengine.examples.tamper.Attack.Family.MIGRATION;
import static org.workflowengine.examples.tamper.LegalTableAttacks.row;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;

/** Begins a history where none may begin, and lets a case have been somewhere since another time than it says. */
final class ImportAttacks {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2026-12-24T00:00:00Z");

    private ImportAttacks() {}

    static List<Attack> all() {
        return List.of(
                opening("import a case into a state that takes none", step -> step.toState("SETTLED")),
                opening("import a case into the initial state", step -> step.toState("RECEIVED")),
                opening(
                        "import a case into a version that takes none",
                        step -> step.version(2)
                                .fromVersion(2)
                                .fingerprint(TransferHistory.BEFORE)
                                .toState("CHECKED")),
                opening(
                        "import a case from the future",
                        step -> step.occurredAt(step.build().recordedAt().plusNanos(1_000))),
                opening("import a case that follows another version until then", step -> step.fromVersion(2)),
                second("import a case that is there already", "(new)"),
                second("import a case out of its state", "RECEIVED"),
                Attack.of(MIGRATION, "let an imported case look fresh", forge -> {
                    AuditEntry step = imported(forge);
                    return List.of(
                            forge.insert(step), forge.open(step, Map.of("entered_at", Forge.time(step.recordedAt()))));
                }),
                Attack.of(MIGRATION, "let an imported case be older than it says", forge -> {
                    AuditEntry step = imported(forge);
                    return List.of(forge.insert(step), forge.open(step, Map.of("entered_at", Forge.time(LONG_AGO))));
                }),
                Attack.of(MIGRATION, "let a case that is opened be as old as an imported one", forge -> {
                    AuditEntry step = forge.transferOpening(each ->
                            each.transition("(open)").toState("RECEIVED").occurredAt(LONG_AGO));
                    return List.of(forge.insert(step), forge.open(step, Map.of("entered_at", Forge.time(LONG_AGO))));
                }),
                Attack.of(
                        MIGRATION,
                        "let a state take imports later",
                        row("transfer", 3, "(new)", "(import)", "SETTLED")),
                Attack.of(
                        MIGRATION,
                        "write another time since when an imported case is there",
                        "UPDATE workflow_audit SET occurred_at = recorded_at WHERE case_id = 'T-4'"),
                Attack.of(
                        MIGRATION,
                        "remove the guards, let an imported case look fresh, restore them",
                        forge -> forge.unguarded(
                                "UPDATE workflow_case SET entered_at = moved_at WHERE case_id = 'T-4'")),
                Attack.of(
                        MIGRATION,
                        "remove the guards, write another time since when an imported case is there, restore them",
                        forge -> forge.unguarded(
                                "UPDATE workflow_audit SET occurred_at = recorded_at WHERE case_id = 'T-4'",
                                "UPDATE workflow_case SET entered_at = moved_at WHERE case_id = 'T-4'")),
                Attack.of(
                        MIGRATION,
                        "remove the guards, let an import have been an opening, restore them",
                        forge -> forge.unguarded(
                                "UPDATE workflow_audit SET transition = '(open)' WHERE case_id = 'T-4'")),
                Attack.of(
                        MIGRATION,
                        "drop the constraint, then import a case from the future",
                        forge -> List.of(
                                forge.dropRule("import"), forge.insert(future(forge)), forge.open(future(forge)))));
    }

    static List<Attack> byHand() {
        return List.of(
                Attack.of(BY_HAND, "a legal import of a case that is nowhere", forge -> forge.made(imported(forge))));
    }

    private static AuditEntry imported(Forge forge) {
        return forge.transferOpening(step -> step);
    }

    private static AuditEntry future(Forge forge) {
        return forge.transferOpening(step -> step.occurredAt(TOMORROW));
    }

    private static Attack opening(String name, UnaryOperator<AuditEntryBuilder> change) {
        return Attack.of(MIGRATION, name, forge -> forge.made(forge.transferOpening(change)));
    }

    /** A step of T-5 that says that its history begins there. */
    private static Attack second(String name, String from) {
        return Attack.of(
                MIGRATION,
                name,
                forge -> forge.made(forge.afterTransfer(
                        "T-5",
                        step -> step.version(3)
                                .fromVersion(3)
                                .fingerprint(TransferHistory.NOW)
                                .transition("(import)")
                                .fromState(from)
                                .toState("CLEARED"))));
    }
}
