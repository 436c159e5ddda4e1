package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.SESSION;
import static org.workflowengine.examples.tamper.Product.H2;
import static org.workflowengine.examples.tamper.Product.MARIADB;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Goes around the guards by what a session can switch. */
final class SessionAttacks {
    private static final Map<String, String> ILLEGAL = Map.of("transition", "'PAY'", "to_state", "'PAID'");

    private SessionAttacks() {}

    static List<Attack> all() {
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
}
