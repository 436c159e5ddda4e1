package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.BY_HAND;
import static org.workflowengine.examples.tamper.Attack.Family.OBLIGATION;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.workflowengine.runtime.core.Actor;
import org.workflowengine.runtime.core.AuditEntry;
import org.workflowengine.runtime.core.AuditEntryBuilder;

/** Grants what nobody but others may grant, or too early; and changes what a definition demands of who makes a step. */
final class ObligationAttacks {
    private static final String OF_GRANT = " WHERE workflow = 'grant'";
    private static final String QUORUM = OF_GRANT + " AND kind = 'QUORUM'";
    private static final String FOUR_EYES = OF_GRANT + " AND kind = 'FOUR_EYES'";
    private static final String TAKEN_AWAY = "DELETE FROM workflow_obligation" + OF_GRANT;
    private static final String LOWERED = "UPDATE workflow_obligation SET persons = 1" + QUORUM;
    private static final String RESTING =
            "UPDATE workflow_state SET resting = TRUE" + OF_GRANT + " AND state = 'DRAFT'";
    private static final String ADDED =
            "INSERT INTO workflow_obligation (workflow, version, from_state, transition, to_state,"
                    + " kind, subject, of_version, of_state, persons) VALUES ('grant', 1, 'SUBMITTED', 'GIVE_BACK', 'DRAFT',"
                    + " 'FOUR_EYES', 'SUBMITTED', 1, 'SUBMITTED', NULL)";

    private ObligationAttacks() {}

    static List<Attack> steps() {
        return List.of(
                granted("grant as who submitted it", "G-1", step -> step.actor("alice")),
                granted(
                        "grant as who submitted it, under another kind",
                        "G-1",
                        step -> step.actor("alice").actorKind(Actor.Kind.SERVICE)),
                granted("grant for who submitted it", "G-1", step -> step.onBehalfOf("alice")),
                granted("grant as the one for whom it was submitted", "G-6", step -> step.actor("dora")),
                granted("grant for the one for whom it was submitted", "G-6", step -> step.onBehalfOf("dora")),
                granted("grant as who submitted it for another", "G-6", step -> step.actor("alice")),
                Attack.of(
                        OBLIGATION,
                        "refuse as who submitted it",
                        forge -> forge.made(forge.grant(
                                "G-1",
                                step -> step.actor("alice").transition("REFUSE").toState("REFUSED")))),
                granted("grant where the name of who submitted it is erased", "G-5", step -> step),
                granted("grant a case that was imported as submitted", "G-4", step -> step),
                granted("grant with the endorsements of one person, twice", "G-2", step -> step),
                granted("grant with the endorsements of an earlier stay", "G-3", step -> step),
                granted("grant with the endorsements of two services", "G-7", step -> step),
                granted("grant with the endorsements of one person for two others", "G-8", step -> step),
                Attack.of(OBLIGATION, "endorse once and grant, one after the other", forge -> {
                    AuditEntry endorsed = endorsement(forge);
                    List<String> statements = new ArrayList<>(forge.made(endorsed));
                    statements.addAll(forge.made(forge.granting(endorsed, step -> step)));
                    return statements;
                }),
                Attack.of(OBLIGATION, "endorse and grant as who submitted it, in one INSERT", forge -> {
                    AuditEntry endorsed = endorsement(forge);
                    AuditEntry last = forge.granting(endorsed, step -> step.actor("alice"));
                    String values = forge.insert(last);
                    return List.of(
                            forge.insert(endorsed) + ", " + values.substring(values.indexOf(") VALUES (") + 9),
                            forge.move(endorsed),
                            forge.move(last));
                }));
    }

    static List<Attack> rows() {
        return List.of(
                Attack.of(OBLIGATION, "take an obligation away", TAKEN_AWAY),
                Attack.of(OBLIGATION, "let one person be enough", LOWERED),
                Attack.of(
                        OBLIGATION,
                        "let another state count",
                        "UPDATE workflow_obligation SET subject = 'DRAFT', of_state = 'DRAFT'" + FOUR_EYES),
                Attack.of(OBLIGATION, "demand something more", ADDED),
                Attack.of(
                        OBLIGATION,
                        "make room for one more obligation, then demand it",
                        "UPDATE workflow_definition SET obligations = obligations + 1" + OF_GRANT,
                        ADDED),
                Attack.of(
                        OBLIGATION,
                        "say that nothing is demanded",
                        "UPDATE workflow_definition SET obligations = 0" + OF_GRANT),
                Attack.of(OBLIGATION, "empty the table of obligations", "TRUNCATE TABLE workflow_obligation"),
                Attack.of(OBLIGATION, "let a state be at rest", RESTING),
                Attack.of(
                        OBLIGATION, "a definition of one's own, with no obligations", ObligationAttacks::ownDefinition),
                Attack.of(OBLIGATION, "drop the guard of obligations", ObligationAttacks::dropped),
                Attack.of(OBLIGATION, "drop the guard of obligations, then grant as who submitted it", forge -> {
                    List<String> statements = new ArrayList<>(dropped(forge));
                    statements.addAll(forge.made(forge.grant("G-1", step -> step.actor("alice"))));
                    return statements;
                }),
                Attack.of(
                        OBLIGATION,
                        "drop the index of who brought a case into a state",
                        forge -> List.of("DROP INDEX workflow_audit_entered"
                                + (forge.product() == Product.MARIADB ? " ON workflow_audit" : ""))),
                unguarded("take an obligation away", TAKEN_AWAY),
                unguarded("let one person be enough", LOWERED),
                unguarded("let a state be at rest", RESTING),
                Attack.of(
                        OBLIGATION,
                        "remove the guards, grant as who submitted it, restore them",
                        forge -> forge.unguarded(forge.made(forge.grant("G-1", step -> step.actor("alice"))))),
                Attack.of(
                        OBLIGATION,
                        "remove the guards, grant without a quorum, restore them",
                        forge -> forge.unguarded(forge.made(forge.grant("G-2", step -> step)))));
    }

    static List<Attack> byHand() {
        return List.of(Attack.of(
                BY_HAND,
                "a grant by who submitted it, under another name",
                forge -> forge.made(forge.grant("G-1", step -> step))));
    }

    private static Attack granted(String name, String caseId, UnaryOperator<AuditEntryBuilder> change) {
        return Attack.of(OBLIGATION, name, forge -> forge.made(forge.grant(caseId, change)));
    }

    private static Attack unguarded(String name, String lie) {
        return Attack.of(OBLIGATION, "remove the guards, " + name + ", restore them", forge -> forge.unguarded(lie));
    }

    /** G-3 endorsed by one person in its present stay. */
    private static AuditEntry endorsement(Forge forge) {
        return forge.grant("G-3", step -> step.transition("ENDORSE").toState("SUBMITTED"));
    }

    private static List<String> dropped(Forge forge) {
        return List.of("DROP TRIGGER workflow_audit_obliged"
                + (forge.product() == Product.POSTGRESQL ? " ON workflow_audit" : ""));
    }

    /** Under the same id and the same number, with the same graph. */
    private static List<String> ownDefinition(Forge forge) {
        return List.of("INSERT INTO workflow_definition (workflow, version, fingerprint, graph, states, transitions,"
                + " erasable, installed_at, obligations) SELECT workflow, version, fingerprint, graph, states,"
                + " transitions, erasable, installed_at, 0 FROM workflow_definition" + OF_GRANT);
    }
}
