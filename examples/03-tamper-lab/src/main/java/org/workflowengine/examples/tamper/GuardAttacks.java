package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.DDL;
import static org.workflowengine.examples.tamper.Attack.Family.SESSION;
import static org.workflowengine.examples.tamper.Product.H2;
import static org.workflowengine.examples.tamper.Product.MARIADB;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Goes around the guards, by what a session can switch, or takes them away. */
final class GuardAttacks {
    private static final Map<String, String> ILLEGAL = Map.of("transition", "'PAY'", "to_state", "'PAID'");

    private GuardAttacks() {}

    static List<Attack> all() {
        return Stream.concat(sessions().stream(), ddl().stream()).toList();
    }

    private static List<Attack> sessions() {
        return List.of(
                Attack.of(
                                SESSION,
                                "act as a replica, then make an illegal step",
                                forge -> illegal(forge, "SET session_replication_role = replica"))
                        .only(POSTGRESQL),
                Attack.of(
                                SESSION,
                                "act as a replica, then rewrite a step",
                                "SET session_replication_role = replica",
                                "UPDATE workflow_audit SET reason = 'documents waived' WHERE case_id = 'C-1' AND seq = 2")
                        .only(POSTGRESQL),
                Attack.of(
                                SESSION,
                                "defer all constraints, then record a step ahead of its case",
                                forge -> List.of("SET CONSTRAINTS ALL DEFERRED", forge.insert(forge.approval())))
                        .only(POSTGRESQL),
                Attack.of(
                                SESSION,
                                "hide the history behind a temporary table, then move the case",
                                "CREATE TEMPORARY TABLE workflow_audit AS SELECT * FROM workflow_audit",
                                "UPDATE workflow_audit SET recorded_at = TIMESTAMP '2020-01-01 00:00:00', seq = 4",
                                "UPDATE workflow_case SET seq = 4, entered_at = TIMESTAMP '2020-01-01 00:00:00'"
                                        + " WHERE case_id = 'C-1'")
                        .only(POSTGRESQL),
                Attack.of(
                                SESSION,
                                "hide the history behind a temporary table, then lie about the time",
                                forge -> List.of(
                                        forge.insert(forge.approval()),
                                        "CREATE TEMPORARY TABLE hidden AS SELECT * FROM workflow_audit",
                                        "ALTER TABLE hidden RENAME TO workflow_audit",
                                        "UPDATE workflow_audit SET recorded_at = TIMESTAMP '2020-01-01 00:00:00'",
                                        forge.move(
                                                forge.approval(),
                                                Map.of("entered_at", "TIMESTAMP '2020-01-01 00:00:00'"))))
                        .only(MARIADB),
                Attack.of(
                                SESSION,
                                "put another schema before the engine's",
                                "CREATE SCHEMA shadow",
                                "CREATE TABLE shadow.workflow_definition AS SELECT workflow, version, 99 AS transitions, erasable"
                                        + " FROM workflow_definition",
                                "SET search_path = shadow, public",
                                "INSERT INTO public.workflow_transition (workflow, version, from_state, transition, to_state)"
                                        + " VALUES ('claim', 1, 'UNDER_REVIEW', 'JUMP', 'PAID')")
                        .only(POSTGRESQL),
                Attack.of(
                                SESSION,
                                "rewrite a step by an insert that meets it",
                                forge -> List.of(forge.insert(forge.approval(), Map.of("case_id", "'C-1'"))
                                        + " ON CONFLICT (case_id, seq) DO UPDATE SET reason = 'documents waived'"))
                        .only(POSTGRESQL),
                Attack.of(
                                SESSION,
                                "rewrite a step by merging another into it",
                                "MERGE INTO workflow_audit (case_id, seq, reason) KEY (case_id, seq)"
                                        + " VALUES ('C-1', 2, 'documents waived')")
                        .only(H2),
                Attack.of(
                                SESSION,
                                "switch foreign keys off, then make an illegal step",
                                forge -> illegal(forge, "SET REFERENTIAL_INTEGRITY FALSE"))
                        .only(H2),
                Attack.of(
                                SESSION,
                                "switch foreign keys off, then make an illegal step",
                                forge -> illegal(forge, "SET foreign_key_checks = 0"))
                        .only(MARIADB),
                Attack.of(
                                SESSION,
                                "switch checks off, then open a case as approved",
                                forge -> List.of(
                                        "SET check_constraint_checks = 0",
                                        forge.insert(forge.approval(), Map.of("case_id", "'C-9'", "seq", "1"))))
                        .only(MARIADB),
                Attack.of(
                                SESSION,
                                "switch unique keys off, then repeat a request",
                                forge -> List.of(
                                        "SET unique_checks = 0",
                                        forge.insert(forge.approval(), Map.of("request_id", "'R-1'"))))
                        .only(MARIADB),
                Attack.of(
                                SESSION,
                                "be lenient about values, then make a step without a digest",
                                forge -> forge.made(forge.approval(), Map.of("digest", "NULL")).stream()
                                        .map(sql -> sql.startsWith("INSERT")
                                                ? "SET STATEMENT sql_mode = '' FOR " + sql
                                                : sql)
                                        .toList())
                        .only(MARIADB),
                Attack.of(
                                SESSION,
                                "insert an illegal step and ignore the objections",
                                forge -> List.of(forge.insert(forge.approval(), ILLEGAL)
                                        .replaceFirst("INSERT", "INSERT IGNORE")))
                        .only(MARIADB),
                Attack.of(
                                SESSION,
                                "insert an erasure of nothing and ignore the objections",
                                forge -> List.of(
                                        forge.insert(forge.erasure(), Map.of("facts", "'{\"ERASED_SEQ\":\"7\"}'"))
                                                .replaceFirst("INSERT", "INSERT IGNORE"),
                                        forge.move(forge.erasure())))
                        .only(MARIADB),
                Attack.of(
                                SESSION,
                                "replace a step",
                                forge -> List.of(forge.insert(forge.approval(), Map.of("case_id", "'C-1'"))
                                        .replaceFirst("INSERT", "REPLACE")))
                        .only(MARIADB),
                Attack.of(
                                SESSION,
                                "rewrite a step by an insert that meets it",
                                forge -> List.of(forge.insert(forge.approval(), Map.of("case_id", "'C-1'"))
                                        + " ON DUPLICATE KEY UPDATE reason = 'documents waived'"))
                        .only(MARIADB));
    }

    private static List<String> illegal(Forge forge, String first) {
        List<String> statements = new ArrayList<>(List.of(first));
        statements.addAll(forge.made(forge.approval(), ILLEGAL));
        return statements;
    }

    private static List<Attack> ddl() {
        return List.of(
                Attack.of(DDL, "remove the triggers and do nothing else", Forge::disarm),
                Attack.of(DDL, "let a trigger do nothing", GuardAttacks::harmlessTrigger),
                Attack.of(
                        DDL,
                        "drop a constraint and leave it so",
                        "ALTER TABLE workflow_audit DROP CONSTRAINT workflow_audit_format"),
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
