package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.DDL;
import static org.workflowengine.examples.tamper.Product.H2;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the guards away. */
final class GuardAttacks {
    private GuardAttacks() {}

    static List<Attack> all() {
        return List.of(
                Attack.of(DDL, "remove the triggers and do nothing else", Forge::disarm),
                Attack.of(DDL, "let a trigger do nothing", GuardAttacks::harmlessTrigger),
                Attack.of(DDL, "drop a constraint and leave it so", forge -> List.of(forge.dropRule("format"))),
                Attack.of(DDL, "let the function of a constraint find every row right", GuardAttacks::harmlessFunction)
                        .only(POSTGRESQL),
                Attack.of(DDL, "put a weaker constraint in a constraint's place, then make an illegal step", forge -> {
                    List<String> statements = new ArrayList<>(List.of(
                            "ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_legal",
                            "ALTER TABLE workflow_audit ADD CONSTRAINT workflow_audit_legal CHECK (seq > 0)"));
                    statements.addAll(
                            forge.made(forge.approval(), Map.of("to_state", "'APPROVED'", "transition", "'PAY'")));
                    return statements;
                }),
                unguarded(
                        "remove the guards, rewrite a reason, restore them",
                        "UPDATE workflow_audit SET reason = 'documents waived' WHERE case_id = 'C-1' AND seq = 2"),
                unguarded(
                        "remove the guards, rewrite the facts, restore them",
                        "UPDATE workflow_audit SET facts = '{}' WHERE case_id = 'C-1' AND seq = 3"),
                unguarded(
                        "remove the guards, put another digest in all its places, restore them",
                        "UPDATE workflow_audit SET digest = previous_digest WHERE case_id = 'C-1' AND seq = 3",
                        "UPDATE workflow_case SET digest = (SELECT digest FROM workflow_audit WHERE case_id = 'C-1'"
                                + " AND seq = 3) WHERE case_id = 'C-1'"),
                Attack.of(
                        DDL,
                        "remove the guards, rewrite a history with sound digests and no seals, restore them",
                        forge -> forge.unguarded(forge.rewritten(false))),
                Attack.of(
                        DDL,
                        "remove the guards, rewrite a history with seals that name the key, restore them",
                        forge -> forge.unguarded(forge.rewritten(true))),
                unguarded(
                        "remove the guards, cut the newest step off, restore them",
                        "UPDATE workflow_case SET seq = 2, state = 'UNDER_REVIEW', digest = (SELECT digest FROM"
                                + " workflow_audit WHERE case_id = 'C-1' AND seq = 2), entered_at = (SELECT recorded_at FROM"
                                + " workflow_audit WHERE case_id = 'C-1' AND seq = 2), moved_at = (SELECT recorded_at FROM"
                                + " workflow_audit WHERE case_id = 'C-1' AND seq = 2) WHERE case_id = 'C-1'",
                        "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3"),
                unguarded(
                        "remove the guards, remove a case, restore them",
                        "DELETE FROM workflow_case WHERE case_id = 'C-1'",
                        "DELETE FROM workflow_audit WHERE case_id = 'C-1'"),
                unguarded(
                        "remove the guards, erase without a record, restore them",
                        ErasureAttacks.ERASE + " WHERE case_id = 'C-1' AND seq = 2"),
                unguarded(
                        "remove the guards, erase who ordered an erasure, restore them",
                        "UPDATE workflow_audit SET actor = 'nobody' WHERE case_id = 'C-3' AND seq = 3"),
                unguarded(
                        "remove the guards, set a case back, restore them",
                        "UPDATE workflow_case SET seq = 2, state = 'UNDER_REVIEW', digest = (SELECT digest FROM"
                                + " workflow_audit WHERE case_id = 'C-1' AND seq = 2) WHERE case_id = 'C-1'"),
                unguarded(
                        "remove the guards, permit one more transition, restore them",
                        "INSERT INTO workflow_transition (workflow, version, from_state, transition, to_state)"
                                + " VALUES ('claim', 1, 'UNDER_REVIEW', 'JUMP', 'PAID')"),
                unguarded(
                        "remove the guards, let a case rest for longer, restore them",
                        "UPDATE workflow_case SET entered_at = TIMESTAMP '2020-01-01 00:00:00' WHERE case_id = 'C-1'"),
                Attack.of(
                                DDL,
                                "rename the column of reasons",
                                "ALTER TABLE workflow_audit RENAME COLUMN reason TO cause")
                        .except(H2),
                Attack.of(
                                DDL,
                                "rename the column of reasons",
                                "ALTER TABLE workflow_audit ALTER COLUMN reason RENAME TO cause")
                        .only(H2),
                Attack.of(DDL, "drop the table of cases", "DROP VIEW workflow_case_view", "DROP TABLE workflow_case"));
    }

    private static Attack unguarded(String name, String... lies) {
        return Attack.of(DDL, name, forge -> forge.unguarded(lies));
    }

    private static List<String> harmlessFunction(Forge forge) {
        Matcher function = Pattern.compile(
                        "CREATE OR REPLACE (FUNCTION workflow_audit_values\\(.*?\\)\\nRETURNS .*?) AS ", Pattern.DOTALL)
                .matcher(forge.product().scripts().schema());
        if (!function.find()) {
            throw new IllegalStateException("the script has no such function");
        }
        return List.of("CREATE OR REPLACE " + function.group(1) + " AS 'BEGIN RETURN TRUE; END'");
    }

    private static List<String> harmlessTrigger(Forge forge) {
        return switch (forge.product()) {
            case H2 ->
                List.of(
                        "DROP TRIGGER workflow_audit_kept",
                        "CREATE TRIGGER workflow_audit_kept BEFORE DELETE ON workflow_audit FOR EACH ROW"
                                + " CALL 'org.workflowengine.h2.RefuseUndeclaredRow'");
            case POSTGRESQL ->
                List.of("CREATE OR REPLACE FUNCTION workflow_refuse() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RETURN OLD; END'");
            case MARIADB ->
                List.of("CREATE OR REPLACE TRIGGER workflow_audit_kept BEFORE DELETE ON workflow_audit FOR EACH ROW"
                        + " SET @harmless = 1");
        };
    }
}
