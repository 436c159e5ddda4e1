package org.workflowengine.examples.tamper;

import static org.workflowengine.examples.tamper.Attack.Family.HISTORY;
import static org.workflowengine.examples.tamper.Product.POSTGRESQL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lies about what is recorded already. */
final class HistoryAttacks {
    private HistoryAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        lies().forEach((column, lie) -> attacks.add(Attack.of(
                HISTORY,
                "rewrite " + column + " of a step",
                forge -> List.of("UPDATE workflow_audit SET " + column + " = "
                        + (lie.isEmpty()
                                ? forge.someDigest()
                                : lie.equals("salt") ? forge.binary("cd".repeat(16)) : lie)
                        + " WHERE case_id = 'C-1' AND seq = 2"))));
        attacks.addAll(List.of(
                Attack.of(
                        HISTORY,
                        "swap the reasons of two steps",
                        "UPDATE workflow_audit SET reason = CASE seq WHEN 2 THEN 'low risk' ELSE 'all documents in' END"
                                + " WHERE case_id = 'C-1' AND seq > 1"),
                Attack.of(
                        HISTORY,
                        "delete the newest step",
                        "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 3"),
                Attack.of(
                        HISTORY,
                        "delete a step in the middle",
                        "DELETE FROM workflow_audit WHERE case_id = 'C-1' AND seq = 2"),
                Attack.of(
                        HISTORY,
                        "delete a case with its whole history",
                        "DELETE FROM workflow_case WHERE case_id = 'C-1'",
                        "DELETE FROM workflow_audit WHERE case_id = 'C-1'"),
                Attack.of(HISTORY, "empty the history", "TRUNCATE TABLE workflow_audit"),
                Attack.of(HISTORY, "empty history and cases together", "TRUNCATE TABLE workflow_audit CASCADE")
                        .only(POSTGRESQL),
                Attack.of(
                        HISTORY,
                        "empty the cases, then delete the history",
                        "TRUNCATE TABLE workflow_case",
                        "DELETE FROM workflow_audit")));
        return attacks;
    }

    /** For each column of an audit row another value; empty for some digest. */
    private static Map<String, String> lies() {
        Map<String, String> lies = new LinkedHashMap<>();
        lies.put("case_id", "'C-9'");
        lies.put("seq", "9");
        lies.put("workflow", "'other'");
        lies.put("from_version", "2");
        lies.put("version", "2");
        lies.put("fingerprint", "");
        lies.put("transition", "'PAY'");
        lies.put("from_state", "'APPROVED'");
        lies.put("to_state", "'PAID'");
        lies.put("actor_kind", "'SYSTEM'");
        lies.put("actor", "'mallory'");
        lies.put("on_behalf_of", "'carol'");
        lies.put("reason", "'documents waived'");
        lies.put("facts", "'{}'");
        lies.put("evidence", "'{}'");
        lies.put("salt", "salt");
        lies.put("payload_digest", "");
        lies.put("request_id", "'R-9'");
        lies.put("source", "'claims-2'");
        lies.put("recorded_at", "TIMESTAMP '2020-01-01 00:00:00'");
        lies.put("occurred_at", "TIMESTAMP '2020-01-01 00:00:00'");
        lies.put("previous_digest", "");
        lies.put("format", "2");
        lies.put("algorithm", "'Ed25519'");
        lies.put("key_id", "'another-key'");
        lies.put("digest", "");
        lies.put("seal", "");
        return lies;
    }
}
