package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.VERSION;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workflowengine.runtime.core.AuditEntry;

/** Takes a case from one version of its definition to another that nobody has declared a way to. */
final class VersionAttacks {
    private static final String DECLARED =
            LegalTableAttacks.row("claim", 2, "UNDER_REVIEW", "(migrate:1)", "UNDER_REVIEW");

    private VersionAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.of(
                        VERSION,
                        "move a case of version 1 under version 2",
                        forge -> forge.made(forge.approvalUnderSecondVersion(step -> step))),
                Attack.of(
                        VERSION,
                        "move a case of version 1 under version 2, as if it had always followed it",
                        forge -> forge.made(forge.approvalUnderSecondVersion(step -> step.fromVersion(2)))),
                Attack.of(
                        VERSION,
                        "move a case of version 2 under version 1",
                        forge -> forge.made(forge.approvalUnderFirstVersion())),
                Attack.of(
                        VERSION, "migrate a case without a declared migration", forge -> forge.made(migration(forge))),
                Attack.of(
                        VERSION,
                        "migrate a case to the version that it follows",
                        forge -> forge.made(forge.approval(
                                step -> step.transition("(migrate:1)").toState("UNDER_REVIEW")))),
                Attack.of(
                        VERSION,
                        "migrate a case from a version that it does not follow",
                        forge -> forge.made(forge.approvalUnderSecondVersion(
                                step -> step.transition("(migrate:2)").toState("UNDER_REVIEW")))),
                Attack.of(
                        VERSION,
                        "open a case by a migration",
                        forge -> forge.made(forge.opening(step -> step.transition("(migrate:1)")))),
                Attack.of(VERSION, "declare a migration afterwards, then migrate", forge -> declared(forge)),
                Attack.of(VERSION, "remove the guards, declare a migration, restore them, then migrate", forge -> {
                    List<String> statements = new ArrayList<>(forge.unguarded(DECLARED));
                    statements.addAll(forge.made(migration(forge)));
                    return statements;
                }),
                Attack.of(VERSION, "drop the constraint, then move a case of version 1 under version 2", forge -> {
                    List<String> statements = new ArrayList<>(List.of(forge.dropRule("version")));
                    statements.addAll(forge.made(forge.approvalUnderSecondVersion(step -> step)));
                    return statements;
                }),
                Attack.of(
                        VERSION,
                        "let a case follow another version without a step",
                        forge -> List.of(
                                forge.insert(forge.approval()), forge.move(forge.approval(), Map.of("version", "2")))));
    }

    private static AuditEntry migration(Forge forge) {
        return forge.approvalUnderSecondVersion(
                step -> step.transition("(migrate:1)").toState("UNDER_REVIEW"));
    }

    private static List<String> declared(Forge forge) {
        List<String> statements = new ArrayList<>(List.of(DECLARED));
        statements.addAll(forge.made(migration(forge)));
        return statements;
    }
}
